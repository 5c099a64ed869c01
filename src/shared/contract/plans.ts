import { z } from 'zod';

import { actingOn, instant, rowIds } from './fields.ts';
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
  /** What there is to know of those whom an act takes away or locks out; of accounts only. */
  leaving: z
    .object({
      /** How many of them are active, have signed in within the last 30 days, and may sign in here. */
      active: z.int(),
      recent: z.int(),
      staff: z.int(),
      /** How many active ones a deletion spares only because the site's own tables refer to them. */
      deactivatable: z.int(),
      /**
       * Whom an activation mail of a project's own site may let in again, where its links are signed,
       * and until when; left out where nobody.
       */
      byOldLink: z.object({ count: z.int(), until: instant }).exactOptional(),
      /** Whether whoever asks is among those to whom it would be done. */
      self: z.boolean(),
      /** Whether nobody who can administer the site would be left, so that it is refused. */
      lastAdministrator: z.boolean(),
    })
    .optional(),
  /** How many of those who would be activated have a signal, by what it says. */
  signals: z
    .array(
      z.object({
        text: z.string(),
        count: z.int(),
        /** Who they are, where people were named. */
        ids: rowIds.optional(),
      }),
    )
    .optional(),
  /** Who would be skipped, by reason, with a few names. */
  skipped: z.array(z.object({ reason: z.string(), count: z.int(), names: z.array(z.string()) })),
});
export type ActPlan = z.infer<typeof plan>;

/** What an act on many would do, before it is done: nothing is changed by asking. */
export const plans = {
  'registrations.plan': query({
    access: 'auth.view_user',
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
    access: 'auth.view_user',
    input: actingOn({ act: z.enum(['activate', 'deactivate', 'delete', 'sendReset']) }),
    output: plan,
    reads: ['accounts', 'registrations'],
  }),
};
