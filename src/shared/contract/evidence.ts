import { z } from 'zod';

import { SIGNAL_KINDS } from '../people-operators.ts';
import { instant, rowId } from './fields.ts';
import { query } from './procedure.ts';
import { rejectionReason } from './registrations.ts';

const signal = z.object({
  kind: z.enum(SIGNAL_KINDS),
  /** A word or two for a badge. */
  text: z.string(),
  /** A sentence. */
  detail: z.string(),
});
/** Something worth a look before one decides on a sign-up. It decides nothing. */
export type Signal = z.infer<typeof signal>;

export const otherAccount = z.object({ id: rowId, username: z.string(), email: z.string() });

const evidence = z.object({
  signals: z.array(signal),
  /** The network address it came from, or '' for one made by hand. */
  address: z.string(),
  network: z.object({ name: z.string(), count: z.number() }).nullable(),
  /** The address as it was probably meant. */
  meant: z.string().nullable(),
  duplicates: z.array(otherAccount),
  lookAlikes: z.array(otherAccount),
  rejections: z.array(
    z.object({
      at: instant,
      username: z.string(),
      email: z.string(),
      reason: rejectionReason,
      note: z.string(),
    }),
  ),
});
export type Evidence = z.infer<typeof evidence>;

const READS = ['registrations', 'accounts', 'operations'] as const;

export const evidenceQueries = {
  /** The signals of many sign-ups at once, for the list. */
  'registrations.signals': query({
    access: 'auth.view_user',
    input: z.object({ ids: z.array(rowId).min(1).max(500) }),
    output: z.object({ people: z.array(z.object({ id: rowId, signals: z.array(signal) })) }),
    reads: READS,
  }),
  /** Everything that speaks for or against one sign-up. */
  'registrations.evidence': query({
    access: 'auth.view_user',
    input: z.object({ id: rowId }),
    output: evidence,
    reads: READS,
  }),
};
