import { z } from 'zod';

import { MAIL_FATES, SIGNAL_VALUES, type SignalValue } from '../people-operators.ts';
import {
  actingOn,
  frozenSelection,
  instant,
  line,
  peopleQuery,
  rowId,
  sharesAddress,
  sortBy,
  storedInstant,
} from './fields.ts';
import { outcome } from './operations.ts';
import { peopleQueries } from './people-queries.ts';
import { command, query } from './procedure.ts';

export const pendingRow = z.object({
  id: rowId,
  username: z.string(),
  email: z.string(),
  name: z.string(),
  signedUpAt: storedInstant,
  expiresAt: storedInstant,
  expired: z.boolean(),
  /** What is missing: the click on the link, or an administrator's approval after it. */
  stage: z.enum(['unconfirmed', 'to-approve']),
  /** Whether the link alone does not let them in: as the policy was when they signed up. */
  needsApproval: z.boolean(),
  /** What the person wrote on why they want to join. */
  joinReason: z.string(),
  /** The fate of the latest activation mail, in a word and in words. */
  mail: z.object({
    state: z.enum(MAIL_FATES),
    text: z.string(),
  }),
});
export type PendingRow = z.infer<typeof pendingRow>;

/** Why a sign-up was rejected; `spam` never tells the person. */
export const rejectionReason = z.enum(['spam', 'duplicate', 'not-eligible', 'other']);
export type RejectionReason = z.infer<typeof rejectionReason>;
/** Whose further sign-ups a rejection refuses: a superuser's choice where it is a whole domain. */
const remembered = z.enum(['nothing', 'address', 'domain']);
export type Remembered = z.infer<typeof remembered>;

/** The filter chips of Pending, each a query of its own: see `PENDING_VIEWS`. */
const pendingViews = z.object({
  all: z.number(),
  'to-approve': z.number(),
  expiring: z.number(),
  expired: z.number(),
  'mail-held': z.number(),
  'mail-failed': z.number(),
});
export type PendingViews = z.infer<typeof pendingViews>;

/** What each filter chip of Pending adds to the query. */
export const PENDING_VIEWS: Readonly<Record<keyof PendingViews, string>> = {
  all: '',
  'to-approve': 'is:to-approve',
  expiring: 'is:pending expires:<1d',
  expired: 'is:expired',
  'mail-held': 'mail:held',
  'mail-failed': 'mail:failed',
};

/** How many of those who wait each value of `signal:` would leave. */
const signalCounts = z.object(
  Object.fromEntries(SIGNAL_VALUES.map((value) => [value, z.number()])) as Record<
    SignalValue,
    z.ZodNumber
  >,
);
export type SignalCounts = z.infer<typeof signalCounts>;

const READS = ['registrations', 'accounts', 'outbox', 'settings'] as const;
const WRITES = ['accounts', 'registrations', 'operations', 'outbox'] as const;
const acting = actingOn({});

const order = sortBy([
  'username',
  'email',
  'name',
  'signedUpAt',
  'expiresAt',
  'mail',
  'stage',
  'signals',
]);

/** Of those who wait (`is:waiting`), who match the query too. */
const people = peopleQueries(pendingRow, order, READS);

export const registrations = {
  'registrations.list': people.list,
  'registrations.count': people.count,
  'registrations.similar': people.similar,
  'registrations.ids': people.ids,
  'registrations.freeze': people.freeze,
  /** How many of those who match the query each filter chip would leave. */
  'registrations.views': query({
    access: 'auth.view_user',
    input: z.object({ query: peopleQuery }),
    output: z.object({ views: pendingViews }),
    reads: READS,
  }),
  /** The same for each signal: these may take a second where there are very many people. */
  'registrations.signalCounts': query({
    access: 'auth.view_user',
    input: z.object({ query: peopleQuery }),
    output: z.object({ counts: signalCounts }),
    reads: READS,
  }),
  /**
   * Freezes a selection anew without those whom an activation would be done to and who have one of
   * these signals, as its plan words them.
   */
  'registrations.leaveOut': query({
    access: 'auth.view_user',
    input: z.object({
      selection: frozenSelection.shape.selection,
      signals: z.array(line).min(1).max(20),
    }),
    output: frozenSelection,
    reads: [],
  }),
  /** Signs a made-up person up as a visitor would be, where mail is captured. */
  'registrations.makeTest': command({
    access: 'auth.add_user',
    input: z.object({}),
    output: z.object({
      id: rowId,
      username: z.string(),
      email: z.string(),
      operationId: rowId,
    }),
    writes: WRITES,
  }),
  /** Activates: who has not confirmed by hand, who waits for it by approval. */
  'registrations.activate': command({
    access: 'auth.change_user',
    input: acting,
    output: outcome,
    writes: WRITES,
  }),
  /** A new key for each, so that the old link ends, and a new mail. */
  'registrations.resend': command({
    access: 'auth.change_user',
    input: acting,
    output: outcome,
    writes: WRITES,
  }),
  /** The activation links, to hand over by another way. */
  'registrations.links': query({
    access: 'auth.change_user',
    input: z.object({ ids: z.array(rowId).min(1).max(1_000) }),
    output: z.object({
      links: z.array(z.object({ id: rowId, username: z.string(), url: z.string() })),
      skipped: outcome.shape.skipped,
    }),
    reads: ['registrations', 'settings'],
  }),
  'registrations.changeEmail': command({
    access: 'auth.change_user',
    input: z.object({ id: rowId, email: line, sharesAddress }),
    output: outcome,
    writes: WRITES,
  }),
  'registrations.reject': command({
    access: 'auth.delete_user',
    input: actingOn({
      reason: rejectionReason,
      note: z.string().max(2_000),
      /** Sends the person the note; ignored for spam. */
      tell: z.boolean(),
      remember: remembered.default('nothing'),
    }),
    output: outcome,
    writes: WRITES,
  }),
  /** What a rejection would mean for the first of those it is about: the mail, and the domain. */
  'registrations.rejection': query({
    access: 'auth.view_user',
    input: z.object({ id: rowId.nullable(), note: z.string().max(2_000) }),
    output: z.object({
      /** Null for a made-up person. */
      username: z.string().nullable(),
      email: z.string(),
      domain: z.string().nullable(),
      /** How many accounts have an address at the domain. */
      inDomain: z.number(),
      /** Null for who has no address, and where the template is wrong. */
      mail: z.object({ subject: z.string(), text: z.string(), path: z.string() }).nullable(),
    }),
    reads: READS,
  }),
  /** What may not sign up since a rejection, the newest 500. */
  'registrations.refused': query({
    access: 'auth.view_user',
    input: z.object({}),
    output: z.object({
      total: z.number(),
      /** An address, or `@` and a domain. */
      rows: z.array(z.object({ refuses: z.string(), at: instant })),
    }),
    reads: ['registrations', 'operations'],
  }),
  'registrations.allowAgain': command({
    access: 'superuser',
    input: z.object({ refuses: line }),
    output: outcome,
    writes: ['registrations', 'operations'],
  }),
  /**
   * More time with the same link: so many days more, from now where it has ended; in a Django
   * project's database the days count anew from now, however many are asked for.
   */
  'registrations.extend': command({
    access: 'auth.change_user',
    input: actingOn({ days: z.int().min(1).max(365) }),
    output: outcome,
    writes: WRITES,
  }),
  'registrations.delete': command({
    access: 'auth.delete_user',
    input: acting,
    output: outcome,
    writes: WRITES,
  }),
};
