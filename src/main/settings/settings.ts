import type { FaultRule } from '../../shared/contract/faults.ts';
import type { SmtpProfile } from './smtp-profile.ts';

/** The site whose accounts these are. Links are built from it and from nothing else. */
export interface SiteSettings {
  readonly name: string;
  /** Host, with its port where it is not the scheme's own. */
  readonly domain: string;
  readonly scheme: 'http' | 'https';
  /** Under which path its accounts pages lie, such as `/accounts/`. */
  readonly accountsPath: string;
  readonly passwordPaths: PasswordPaths;
  /** Whether somebody has said that a project's site which keeps no profiles has redux's pages to activate. */
  readonly activationPages: boolean;
}

/**
 * Where the pages of passwords lie below that: `redux`, as in django-registration-redux and the
 * built-in site, `password/reset/…`; `django`, as in django.contrib.auth.urls, `reset/…`.
 */
export type PasswordPaths = 'redux' | 'django';

/** What no table of Django's tells of a site. `passwordPaths` is unset until somebody has decided. */
export type PathSettings = Pick<SiteSettings, 'accountsPath' | 'activationPages'> &
  Partial<Pick<SiteSettings, 'passwordPaths'>>;

/**
 * Who may register: everybody · everybody, after an administrator's approval · who holds an
 * invitation · nobody.
 */
export type RegistrationPolicy = 'open' | 'approval' | 'invitation' | 'closed';

export interface RegistrationSettings {
  readonly policy: RegistrationPolicy;
  /** Days that an activation link works, of 24 hours each (ACCOUNT_ACTIVATION_DAYS). */
  readonly activationDays: number;
  /** Whether people get a mail when an administrator activates them. */
  readonly tellWhenActivated: boolean;
  /** One account per e-mail address, whatever its letter case. */
  readonly uniqueEmail: boolean;
  /** Refuses the mail domains of the shipped list of disposable ones. */
  readonly refuseDisposable: boolean;
  /** Mail domains that may register, with their subdomains; empty means all. */
  readonly allowedDomains: readonly string[];
  /** Mail domains that may not register, with their subdomains. */
  readonly deniedDomains: readonly string[];
  /** Address of the terms of service that people tick, or empty for none. */
  readonly termsLink: string;
  /** Whether the form asks why somebody wants to join. */
  readonly askReason: boolean;
  /** What the closed page says on whom to ask; empty for its own words. */
  readonly closedMessage: string;
  /** Who is told of sign-ups to approve; empty means every active superuser. */
  readonly approvers: readonly string[];
  /** Sign-ups within ten minutes beyond which their mails wait for a release; 0 never holds. */
  readonly holdAfter: number;
}

/** Clean-ups of ended sign-ups that run by themselves. */
export interface CleanUpSettings {
  /** Weekly ones run on Mondays. */
  readonly when: 'off' | 'daily' | 'weekly';
  /** From 0 to 23, by this computer's clock. */
  readonly hour: number;
  /** Days since the link ended; 0 takes everybody whose link has ended. */
  readonly endedDays: number;
  readonly mostPerRun: number;
  /** When this was saved, as ISO 8601: nothing that was due before is made up for. */
  readonly since: string;
}

/** Signing in at the accounts site, and passwords everywhere. */
export interface SignInSettings {
  /** In code points. NIST SP 800-63B-4 asks 15 where the password is the only factor. */
  readonly passwordMinimumLength: number;
  /** Hours that a reset link works (PASSWORD_RESET_TIMEOUT). */
  readonly resetHours: number;
  /** Days that a session lasts (SESSION_COOKIE_AGE). */
  readonly sessionDays: number;
  /** Whether superusers may choose passwords for others, which ASVS 6.4.6 advises against. */
  readonly passwordsByAdministrators: boolean;
}

/** How the accounts site can be reached. */
export interface NetworkSettings {
  /** `local`: this machine only. `proxy`: through a reverse proxy that ends TLS. */
  readonly exposure: 'local' | 'proxy';
  /** The address to listen on behind a proxy. */
  readonly listenAddress: string;
  /** Addresses or CIDR ranges whose X-Forwarded-* headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Host names served besides the site's own domain. */
  readonly allowedHosts: readonly string[];
}

/** Whom mails are from, and where they go. */
export interface MailSettings {
  /** `capture` keeps every mail in the console; else the id of the profile that is live. */
  readonly live: string;
  readonly fromAddress: string;
  /** Empty means the site's name. */
  readonly fromName: string;
  /** Where answers go; empty means the sender. */
  readonly replyTo: string;
  readonly profiles: readonly SmtpProfile[];
}

/** What the capture server offers, and how much is kept of what it catches. */
export interface CaptureSettings {
  readonly keepMails: number;
  readonly keepDays: number;
  readonly keepMegabytes: number;
  /** Whether STARTTLS is offered, with a certificate that nobody vouches for. */
  readonly offerTls: boolean;
  /** Addresses and domains that captured mail may be released to; empty allows all. */
  readonly releaseTo: readonly string[];
}

/** What the capture server does wrong on purpose. */
export interface FaultSettings {
  readonly rules: readonly FaultRule[];
}

export interface ConsoleSettings {
  readonly idleLockMinutes: number;
  /**
   * Whether staff may only what Django permits them. Unset until somebody has decided: then they may
   * only that in a Django project's database.
   */
  readonly staffFollowPermissions?: boolean;
}

/** Where the key that signs links and sessions comes from; the key itself is a sealed secret. */
export interface SigningKeySettings {
  readonly origin: 'made-here' | 'given';
  /** When it was last replaced, ISO 8601, or '' while it is the first one. */
  readonly replacedAt: string;
}

/** What holds until somebody says otherwise. A new site delivers to the capture server. */
export const DEFAULTS = {
  scheme: 'http' as 'http' | 'https',
  paths: { accountsPath: '/accounts/', activationPages: false } as PathSettings,
  registration: {
    policy: 'open',
    activationDays: 7,
    tellWhenActivated: true,
    uniqueEmail: true,
    refuseDisposable: false,
    allowedDomains: [],
    deniedDomains: [],
    termsLink: '',
    askReason: false,
    closedMessage: '',
    approvers: [],
    holdAfter: 30,
  } as RegistrationSettings,
  cleanUp: {
    when: 'off',
    hour: 3,
    endedDays: 7,
    mostPerRun: 10_000,
    since: '',
  } as CleanUpSettings,
  signIn: {
    passwordMinimumLength: 15,
    resetHours: 72,
    sessionDays: 14,
    passwordsByAdministrators: false,
  } as SignInSettings,
  network: {
    exposure: 'local',
    listenAddress: '127.0.0.1',
    trustedProxies: ['127.0.0.1', '::1'],
    allowedHosts: [],
  } as NetworkSettings,
  mail: {
    live: 'capture',
    fromAddress: 'noreply@localhost',
    fromName: '',
    replyTo: '',
    profiles: [],
  } as MailSettings,
  capture: {
    keepMails: 5_000,
    keepDays: 90,
    keepMegabytes: 1_000,
    offerTls: true,
    releaseTo: [],
  } as CaptureSettings,
  faults: { rules: [] } as FaultSettings,
  console: { idleLockMinutes: 15 } as ConsoleSettings,
  signingKey: { origin: 'made-here', replacedAt: '' } as SigningKeySettings,
};
