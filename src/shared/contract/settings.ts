import { z } from 'zod';

import { formOf, line, saved } from './fields.ts';
import { command, query } from './procedure.ts';

export const scheme = z.enum(['http', 'https']);
/** Who may register: all · all after approval · who holds an invitation · nobody. */
export const registrationPolicy = z.enum(['open', 'approval', 'invitation', 'closed']);
export type RegistrationPolicy = z.infer<typeof registrationPolicy>;
/** Days that an activation link works. */
export const activationDays = z.int().min(1).max(365);
/** Where the pages of passwords lie: as redux has them, or as django.contrib.auth.urls. */
export const passwordPaths = z.enum(['redux', 'django']);
/** What links are built from. */
const linkFields = { domain: line, scheme, accountsPath: line, passwordPaths };
const siteFields = {
  name: line,
  ...linkFields,
  /** Whether a site without profiles has the activation pages of redux all the same. */
  activationPages: z.boolean(),
};
export const registrationFields = {
  policy: registrationPolicy,
  activationDays,
  /** Whether people get a mail when an administrator activates them. */
  tellWhenActivated: z.boolean(),
  /** One account per e-mail address, whatever its letter case. */
  uniqueEmail: z.boolean(),
  refuseDisposable: z.boolean(),
  /** Mail domains with their subdomains; an empty list allows all. */
  allowedDomains: z.array(line).max(500).readonly(),
  deniedDomains: z.array(line).max(500).readonly(),
  /** Address of the terms that people tick, or empty for no tick. */
  termsLink: line,
  askReason: z.boolean(),
  /** What the closed page says on whom to ask. */
  closedMessage: z.string().max(500),
  /** Who is told of sign-ups to approve; empty means every active superuser. */
  approvers: z.array(line).max(20).readonly(),
  /** Sign-ups within ten minutes beyond which their mails are held; 0 never holds. */
  holdAfter: z.int().min(0).max(10_000),
};
export const cleanUpFields = {
  /** Whether ended sign-ups are cleaned up by themselves; weekly on Mondays. */
  when: z.enum(['off', 'daily', 'weekly']),
  hour: z.int().min(0).max(23),
  /** Days since the link ended. */
  endedDays: z.int().min(0).max(3_650),
  mostPerRun: z.int().min(1).max(200_000),
};
export const signInFields = {
  passwordMinimumLength: z.int().min(8).max(64),
  resetHours: z.int().min(1).max(168),
  sessionDays: z.int().min(1).max(365),
  /** Whether superusers may choose passwords for others (off by ASVS 6.4.6). */
  passwordsByAdministrators: z.boolean(),
};
export const networkFields = {
  exposure: z.enum(['local', 'proxy']),
  listenAddress: line,
  trustedProxies: z.array(line).max(50).readonly(),
  allowedHosts: z.array(line).max(50).readonly(),
};
export const consoleFields = {
  idleLockMinutes: z
    .int()
    .min(1)
    .max(24 * 60),
  /** Whether staff may only what Django permits them (`auth.change_user` …), or everything. */
  staffFollowPermissions: z.boolean(),
};

const everything = z.object({
  site: z.object(siteFields),
  registration: z.object(registrationFields),
  /** Whether nobody has said yet how many days a Django project's links work: the default stands there. */
  daysAssumed: z.boolean(),
  cleanUp: z.object(cleanUpFields),
  signIn: z.object(signInFields),
  network: z.object(networkFields),
  /** Whether the key that signs links was made here or given, such as a Django SECRET_KEY. */
  signingKey: z.enum(['made-here', 'given']),
  console: z.object(consoleFields),
  /** Who a test mail goes to unless another address is typed. */
  testRecipient: z.string(),
});
export type Settings = z.infer<typeof everything>;

const siteAnswer = z.object({
  tone: z.enum(['neutral', 'ok', 'warn']),
  title: z.string(),
  advice: z.string(),
  /** What was probably meant. */
  meant: z.object({ passwordPaths }).exactOptional(),
});
export type SiteAnswer = z.infer<typeof siteAnswer>;

export const settings = {
  'settings.get': query({
    access: 'staff',
    input: z.object({}),
    output: everything,
    reads: ['settings'],
  }),
  'settings.saveSite': command({
    access: 'superuser',
    ...formOf(siteFields),
    writes: ['settings', 'session', 'operations'],
  }),
  'settings.saveRegistration': command({
    access: 'superuser',
    ...formOf(registrationFields),
    writes: ['settings', 'registrations', 'operations'],
  }),
  /** How many of the latest sign-ups these mail-domain rules would have stopped. */
  'settings.domainEffect': query({
    access: 'auth.view_user',
    input: z.object({
      allowedDomains: registrationFields.allowedDomains,
      deniedDomains: registrationFields.deniedDomains,
      refuseDisposable: z.boolean(),
    }),
    output: z.object({ looked: z.number(), stopped: z.number(), domains: z.array(z.string()) }),
    reads: ['registrations', 'accounts'],
  }),
  /** What would be wrong with a password by these rules, in words. It is kept nowhere. */
  'settings.tryPassword': query({
    access: 'staff',
    input: z.object({
      password: z.string().max(5_000),
      minimumLength: signInFields.passwordMinimumLength,
    }),
    output: z.object({ faults: z.array(z.string()) }),
    reads: [],
  }),
  'settings.saveCleanUp': command({
    access: 'superuser',
    ...formOf(cleanUpFields),
    writes: ['settings', 'operations'],
  }),
  'settings.saveSignIn': command({
    access: 'superuser',
    ...formOf(signInFields),
    writes: ['settings', 'operations'],
  }),
  /** Takes effect at once: the accounts site begins to listen as told. */
  'settings.saveNetwork': command({
    access: 'superuser',
    ...formOf(networkFields),
    writes: ['settings', 'operations', 'application'],
  }),
  /** Another key ends every reset link, invitation link and sign-in at the accounts site. */
  'settings.saveSigningKey': command({
    access: 'superuser',
    input: z.discriminatedUnion('change', [
      z.object({ change: z.literal('make') }),
      z.object({ change: z.literal('set'), key: z.string().max(1_000) }),
    ]),
    output: saved,
    writes: ['settings', 'operations', 'sessions', 'invitations'],
  }),
  'settings.saveConsole': command({
    access: 'superuser',
    ...formOf(consoleFields),
    writes: ['settings', 'session', 'operations'],
  }),
  /** Looks, because somebody wants to know, whether these links would lead anywhere. */
  'settings.checkSite': command({
    access: 'superuser',
    input: z.object(linkFields),
    output: siteAnswer,
    writes: [],
  }),
  /** What links in mails would look like with these values, and what is wrong with them. */
  'settings.linkPreview': query({
    access: 'public',
    input: z.object({
      ...linkFields,
      accountsPath: line.default('/accounts/'),
      passwordPaths: passwordPaths.default('redux'),
      activationPages: z.boolean().default(false),
    }),
    output: z.object({
      /** That of activation mails; null where none can be built. */
      link: z.string().nullable(),
      resetLink: z.string().nullable(),
      warnings: z.array(
        z.object({
          title: z.string(),
          advice: z.string(),
          /** What was probably meant. */
          meant: z
            .object({ domain: z.string(), scheme, accountsPath: z.string().exactOptional() })
            .exactOptional(),
        }),
      ),
      /** Whether it can be told without asking any network: the site is on this computer. */
      known: z.boolean(),
    }),
    reads: ['settings'],
  }),
};
