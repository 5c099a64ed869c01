import { z } from 'zod';

import { actingOn } from './fields.ts';
import { rejectionReason } from './registrations.ts';
import { query } from './procedure.ts';

const plan = z.object({
  total: z.int(),
  /** How many the act would be done to. */
  done: z.int(),
  /** How many of those would get a mail, and how many would if they had an address. */
  mails: z.int(),
  withoutAddress: z.int(),
  /** How many of them have not confirmed their address, and of how many of those the link ended. */
  unconfirmed: z.int().optional(),
  ended: z.int().optional(),
  /** Who would be skipped, by reason, with a few names. */
  skipped: z.array(z.object({ reason: z.string(), count: z.int(), names: z.array(z.string()) })),
});
export type ActPlan = z.infer<typeof plan>;

/** What an act on many would do, before it is done: nothing is changed by asking. */
export const plans = {
  'registrations.plan': query({
    access: 'staff',
    input: actingOn({
      act: z.enum(['activate', 'resend', 'reject', 'delete', 'extend']),
      /** Of a rejection: the reason, and whether the person is told. */
      reason: rejectionReason.optional(),
      tell: z.boolean().optional(),
    }),
    output: plan,
    reads: ['registrations', 'accounts', 'settings'],
  }),
  'accounts.plan': query({
    access: 'staff',
    input: actingOn({ act: z.enum(['activate', 'deactivate', 'delete', 'sendReset']) }),
    output: plan,
    reads: ['accounts', 'registrations'],
  }),
};
