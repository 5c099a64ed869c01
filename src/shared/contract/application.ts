import { z } from 'zod';

import { profileColour } from './mail-settings.ts';
import { query } from './procedure.ts';
import { registrationPolicy } from './settings.ts';

const notice = z.object({ tone: z.enum(['info', 'warn', 'danger']), text: z.string() });
export type StartNotice = z.infer<typeof notice>;

const status = z.object({
  version: z.string(),
  dataDirectory: z.string(),
  addresses: z.object({
    console: z.string().nullable(),
    accountsSite: z.string().nullable(),
    captureServer: z.string().nullable(),
  }),
  /** What a person should know about this start: a taken port, a read-only database. */
  notices: z.array(notice),
  /** Why nothing can be changed, or null. */
  readOnly: z.string().nullable(),
  /** The database is a Django project's, which has a site of its own beside it. */
  ofProject: z.boolean(),
  /** Whether its site keeps profiles with activation keys; else its links are signed, if it has any. */
  keepsProfiles: z.boolean(),
  /** Why no activation links are mailed, and what to do instead; null where a site answers them. */
  noActivation: z.string().nullable(),
  /** In characters, for those who choose a password. */
  passwordMinimumLength: z.number(),
  /** Whether superusers may choose passwords for others. */
  passwordsByAdministrators: z.boolean(),
});
export type ApplicationStatus = z.infer<typeof status>;
/** What is known of a start without its database. */
export type StartStatus = Omit<
  ApplicationStatus,
  | 'ofProject'
  | 'keepsProfiles'
  | 'noActivation'
  | 'passwordMinimumLength'
  | 'passwordsByAdministrators'
>;

/** Of people and of mails only for those who may look at them. */
const counts = z.object({
  pending: z.number().optional(),
  expired: z.number().optional(),
  accounts: z.number().optional(),
  waitingMail: z.number().optional(),
  failedMail: z.number().optional(),
  unreadMail: z.number().optional(),
  /** Sign-ups that have confirmed their address and wait for an approval. */
  toApprove: z.number().optional(),
  /** Mails that a burst of sign-ups keeps back. */
  heldMail: z.number().optional(),
  registrationPolicy,
  /** Rules by which the capture server fails on purpose now. */
  faults: z.number(),
  /** Where mail goes, for the strip that is always in sight. */
  delivery: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('capture'), where: z.string() }),
    z.object({
      kind: z.literal('smtp'),
      where: z.string(),
      name: z.string(),
      colour: profileColour,
    }),
  ]),
  /**
   * Where links of mails lead, and why people could not open them, in words, or null. `openHere`:
   * they open on this computer, and nowhere else.
   */
  links: z.object({
    domain: z.string(),
    fault: z.object({ why: z.string(), openHere: z.boolean() }).nullable(),
  }),
  /** Why mail stands still, in words, or null while it flows. */
  mailPaused: z
    .object({
      title: z.string(),
      advice: z.string(),
      nextTryAt: z.string().nullable(),
      /** The way that is barred: `capture`, or the id of a mail server; null where the database is the cause. */
      way: z.string().nullable(),
    })
    .nullable(),
  /** The lower rate that the live server asked for, or null. */
  mailSlowed: z.object({ perMinute: z.number(), until: z.string() }).nullable(),
});
export type ApplicationCounts = z.infer<typeof counts>;

export const application = {
  'application.status': query({
    access: 'public',
    input: z.object({}),
    output: status,
    reads: ['application', 'settings'],
  }),
  'application.counts': query({
    access: 'staff',
    input: z.object({}),
    output: counts,
    reads: ['registrations', 'accounts', 'outbox', 'captured', 'settings'],
  }),
};
