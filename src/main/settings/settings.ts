/** The site whose accounts these are. Links are built from it and from nothing else. */
export interface SiteSettings {
  readonly name: string;
  /** Host, with its port where it is not the scheme's own. */
  readonly domain: string;
  readonly scheme: 'http' | 'https';
}

export interface RegistrationSettings {
  readonly open: boolean;
  /** Days that an activation link works, of 24 hours each (ACCOUNT_ACTIVATION_DAYS). */
  readonly activationDays: number;
  /** Whether people get a mail when an administrator activates them. */
  readonly tellWhenActivated: boolean;
}

export interface MailSettings {
  readonly delivery: 'capture' | 'smtp';
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'starttls-if-offered' | 'none';
  readonly user: string;
  readonly fromAddress: string;
  readonly fromName: string;
}

export interface ConsoleSettings {
  readonly idleLockMinutes: number;
}

/** What holds until somebody says otherwise. A new site delivers to the capture server. */
export const DEFAULTS = {
  scheme: 'http' as 'http' | 'https',
  registration: { open: true, activationDays: 7, tellWhenActivated: true } as RegistrationSettings,
  mail: {
    delivery: 'capture',
    host: '',
    port: 587,
    security: 'starttls',
    user: '',
    fromAddress: 'noreply@localhost',
    fromName: '',
  } as MailSettings,
  console: { idleLockMinutes: 15 } as ConsoleSettings,
};
