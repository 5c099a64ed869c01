import { z } from 'zod';

import { instant, line, rowId, rowIds } from './fields.ts';
import { outcome } from './operations.ts';
import { command, query } from './procedure.ts';

const row = z.object({
  id: rowId,
  /** Whom it is for, in the administrator's words. */
  label: z.string(),
  createdAt: instant,
  createdBy: z.string(),
  expiresAt: instant,
  maxUses: z.number(),
  uses: z.number(),
  state: z.enum(['open', 'used-up', 'expired', 'revoked']),
  /** The link to hand over, or null when it leads nowhere any more. */
  link: z.string().nullable(),
});
export type InvitationRow = z.infer<typeof row>;

export const invitations = {
  'invitations.list': query({
    access: 'auth.add_user',
    input: z.object({}),
    output: z.object({ rows: z.array(row) }),
    reads: ['invitations', 'settings'],
  }),
  'invitations.create': command({
    access: 'auth.add_user',
    input: z.object({
      label: line,
      days: z.int().min(1).max(365),
      maxUses: z.int().min(1).max(10_000),
    }),
    output: outcome.extend({ link: z.string() }),
    writes: ['invitations', 'operations'],
  }),
  'invitations.revoke': command({
    access: 'auth.add_user',
    input: z.object({ ids: rowIds }),
    output: outcome,
    writes: ['invitations', 'operations'],
  }),
};
