import { z } from 'zod';

import {
  actingOn,
  indexState,
  instant,
  line,
  passwordText,
  peopleQuery,
  rowId,
  sharesAddress,
  sortBy,
  storedInstant,
} from './fields.ts';
import { outcome } from './operations.ts';
import { peopleQueries } from './people-queries.ts';
import { command, query } from './procedure.ts';
import { mailStep, storyItem } from './story.ts';

/** The one-word state of an account, from Django's flags and the registration profile. */
export const accountState = z.enum(['active', 'pending', 'to-approve', 'expired', 'inactive']);
export type AccountState = z.infer<typeof accountState>;

const row = z.object({
  id: rowId,
  username: z.string(),
  email: z.string(),
  name: z.string(),
  state: accountState,
  isStaff: z.boolean(),
  isSuperuser: z.boolean(),
  dateJoined: storedInstant,
  lastLogin: storedInstant.nullable(),
});
export type AccountRow = z.infer<typeof row>;

const detail = row.extend({
  firstName: z.string(),
  lastName: z.string(),
  /** Changes with every edit; sent back to notice that somebody else was faster. */
  revision: z.string(),
  /** How the password is stored, never what: "pbkdf2_sha256, 1,500,000 rounds". */
  password: z.string(),
  groups: z.array(z.string()),
  registration: z
    .object({ activated: z.boolean(), expiresAt: storedInstant, expired: z.boolean() })
    .nullable(),
  /** What is known of the sign-up, or null for an account made by hand. */
  signUp: z
    .object({ joinReason: z.string(), address: z.string(), invitation: z.string().nullable() })
    .nullable(),
  isSelf: z.boolean(),
  /** When the address was last proved by a link that was sent to it, or null. */
  emailConfirmedAt: instant.nullable(),
  /** How often the person is signed in at the accounts site now. */
  sessions: z.number(),
  notes: z.number(),
  /** The newest change of the account's own fields in the log, or null. */
  lastChange: z.object({ operationId: rowId, at: instant, by: z.string() }).nullable(),
  /** Why the newest mail to this person did or did not arrive, or why there was none. */
  mailVerdict: z.object({
    tone: storyItem.shape.tone,
    sentence: z.string(),
    advice: z.string().nullable(),
    /** Whether what it advises is done in the mail settings. */
    inMailSettings: z.boolean(),
    /** The mail of the outbox that it is about, where there is one. */
    mailId: rowId.optional(),
    /** The server's own words. */
    reply: z.string().nullable(),
    /** Null when the only date there is can't be read. */
    at: instant.nullable(),
    /** How the mail fared, in the order of time. */
    steps: z.array(mailStep),
  }),
});
export type AccountDetail = z.infer<typeof detail>;

const session = z.object({
  id: rowId,
  startedAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  /** The network address it was last used from. */
  address: z.string(),
  /** The browser in words, such as "Firefox on Windows". */
  browser: z.string(),
});
export type SiteSession = z.infer<typeof session>;

const editable = {
  username: line,
  email: line,
  firstName: line,
  lastName: line,
  isStaff: z.boolean(),
  isSuperuser: z.boolean(),
};

const acting = actingOn({
  /** The signed-in person has said that they mean themselves too. */
  includeSelf: z.boolean().default(false),
});

/** What most acts on accounts change. */
export const WRITES = ['accounts', 'registrations', 'operations', 'outbox', 'sessions'] as const;

const READS = ['accounts', 'registrations', 'outbox', 'settings'] as const;

const order = sortBy(['username', 'email', 'name', 'state', 'role', 'dateJoined', 'lastLogin']);

const people = peopleQueries(row, order, READS);

export const accounts = {
  'accounts.list': people.list,
  'accounts.count': people.count,
  'accounts.similar': people.similar,
  'accounts.ids': people.ids,
  'accounts.freeze': people.freeze,
  /** What both lists of people are searched with now. */
  'accounts.index': query({
    access: 'auth.view_user',
    input: z.object({}),
    output: indexState,
    reads: ['accounts'],
  }),
  /** How many each of some queries finds, such as the saved views. */
  'accounts.counts': query({
    access: 'auth.view_user',
    input: z.object({ queries: z.array(peopleQuery).max(50) }),
    output: z.object({ totals: z.array(z.int().min(0)) }),
    reads: READS,
  }),
  'accounts.get': query({
    access: 'auth.view_user',
    input: z.object({ id: rowId }),
    output: detail,
    reads: ['accounts', 'registrations', 'operations', 'outbox'],
  }),
  'accounts.create': command({
    access: 'auth.add_user',
    input: z.object({
      ...editable,
      /** Empty for an account whose owner chooses it by a mailed link. */
      password: passwordText,
      /** `active` at once, or `pending` with an activation mail. */
      start: z.enum(['active', 'pending']),
      sharesAddress,
    }),
    output: outcome.extend({ id: rowId }),
    writes: WRITES,
  }),
  'accounts.update': command({
    access: 'auth.change_user',
    input: z.object({
      id: rowId,
      revision: z.string(),
      ...editable,
      /** Whether the old address is told of a new one (ASVS 7.5.1's notice to the owner). */
      tellOldAddress: z.boolean().default(false),
      /** Taking one's own staff or superuser away is refused until it is meant. */
      includeSelf: z.boolean().default(false),
      sharesAddress,
    }),
    output: outcome,
    writes: WRITES,
  }),
  'accounts.setPassword': command({
    access: 'superuser',
    input: z.object({ id: rowId, password: passwordText }),
    output: outcome,
    writes: WRITES,
  }),
  'accounts.activate': command({
    access: 'auth.change_user',
    input: acting,
    output: outcome,
    writes: WRITES,
  }),
  'accounts.deactivate': command({
    access: 'auth.change_user',
    input: acting,
    output: outcome,
    writes: WRITES,
  }),
  /** Where the person is signed in at the accounts site. */
  'accounts.sessions': query({
    access: 'auth.view_user',
    input: z.object({ id: rowId }),
    output: z.object({ sessions: z.array(session) }),
    reads: ['sessions', 'accounts'],
  }),
  /** Signs the person out: of these sessions, or of all. */
  'accounts.endSessions': command({
    access: 'auth.change_user',
    input: z.object({ id: rowId, sessionIds: z.array(rowId).max(1_000).nullable() }),
    output: outcome,
    writes: ['sessions', 'operations'],
  }),
  /** Sends the mail with a reset link; nobody learns or chooses a password (ASVS 6.4.6). */
  'accounts.sendReset': command({
    access: 'auth.change_user',
    input: actingOn({}),
    output: outcome,
    writes: ['operations', 'outbox'],
  }),
  'accounts.delete': command({
    access: 'auth.delete_user',
    input: acting,
    output: outcome,
    writes: WRITES,
  }),
};
