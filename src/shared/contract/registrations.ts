import { z } from 'zod';

import { instant, line, listWindow, rowId, rowIds, sortBy } from './fields.ts';
import { outcome } from './operations.ts';
import { command, query } from './procedure.ts';

const row = z.object({
  id: rowId,
  username: z.string(),
  email: z.string(),
  name: z.string(),
  signedUpAt: instant,
  expiresAt: instant,
  expired: z.boolean(),
  /** What is missing: the click on the link, or an administrator's approval after it. */
  stage: z.enum(['unconfirmed', 'to-approve']),
  /** What the person wrote on why they want to join. */
  joinReason: z.string(),
  /** The fate of the latest activation mail, in a word and in words. */
  mail: z.object({
    state: z.enum([
      'none',
      'held',
      'waiting',
      'sent',
      'captured',
      'failed',
      'uncertain',
      'cancelled',
    ]),
    text: z.string(),
  }),
});
export type PendingRow = z.infer<typeof row>;

export const pendingFilter = z.object({
  search: z.string().max(200),
  view: z.enum(['all', 'to-approve', 'expiring', 'expired', 'mail-held', 'mail-failed']),
});
export type PendingFilter = z.infer<typeof pendingFilter>;

/** Why a sign-up was rejected; `spam` never tells the person. */
export const rejectionReason = z.enum(['spam', 'duplicate', 'not-eligible', 'other']);
export type RejectionReason = z.infer<typeof rejectionReason>;

const WRITES = ['accounts', 'registrations', 'operations', 'outbox'] as const;
const acting = z.object({ ids: rowIds });

export const registrations = {
  'registrations.list': query({
    access: 'staff',
    input: listWindow.extend({
      filter: pendingFilter,
      sort: sortBy(['username', 'email', 'signedUpAt', 'expiresAt']),
    }),
    output: z.object({
      total: z.number(),
      rows: z.array(row),
      /** How many each view holds, for the filter chips. */
      views: z.object({
        all: z.number(),
        'to-approve': z.number(),
        expiring: z.number(),
        expired: z.number(),
        'mail-held': z.number(),
        'mail-failed': z.number(),
      }),
    }),
    reads: ['registrations', 'accounts', 'outbox', 'settings'],
  }),
  'registrations.ids': query({
    access: 'staff',
    input: z.object({ filter: pendingFilter }),
    output: z.object({ ids: z.array(rowId) }),
    reads: ['registrations', 'accounts', 'outbox', 'settings'],
  }),
  /** Activates: who has not confirmed by hand, who waits for it by approval. */
  'registrations.activate': command({
    access: 'staff',
    input: acting,
    output: outcome,
    writes: WRITES,
  }),
  /** A new key for each, so that the old link ends, and a new mail. */
  'registrations.resend': command({
    access: 'staff',
    input: acting,
    output: outcome,
    writes: WRITES,
  }),
  /** The activation links, to hand over by another way. */
  'registrations.links': query({
    access: 'staff',
    input: z.object({ ids: z.array(rowId).min(1).max(1_000) }),
    output: z.object({
      links: z.array(z.object({ id: rowId, username: z.string(), url: z.string() })),
      skipped: outcome.shape.skipped,
    }),
    reads: ['registrations', 'settings'],
  }),
  'registrations.changeEmail': command({
    access: 'staff',
    input: z.object({ id: rowId, email: line }),
    output: outcome,
    writes: WRITES,
  }),
  'registrations.reject': command({
    access: 'staff',
    input: acting.extend({
      reason: rejectionReason,
      note: z.string().max(2_000),
      /** Sends the person the note; ignored for spam. */
      tell: z.boolean(),
    }),
    output: outcome,
    writes: WRITES,
  }),
  'registrations.delete': command({
    access: 'staff',
    input: acting,
    output: outcome,
    writes: WRITES,
  }),
  /** Who a clean-up would remove and who it would leave, before anything goes. */
  'registrations.cleanUpPlan': query({
    access: 'superuser',
    input: z.object({}),
    output: z.object({
      rule: z.string(),
      ids: z.array(rowId),
      /** The first 200 of those who would go. */
      sample: z.array(row),
      leftOut: z.array(
        z.object({ reason: z.string(), count: z.number(), names: z.array(z.string()) }),
      ),
    }),
    reads: ['registrations', 'accounts', 'settings'],
  }),
  /** Removes the frozen set; a row that has become protected meanwhile is skipped. */
  'registrations.cleanUp': command({
    access: 'superuser',
    input: acting,
    output: outcome,
    writes: WRITES,
  }),
};
