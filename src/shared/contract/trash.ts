import { z } from 'zod';

import { AUDIT_VIA } from '../audit-query.ts';
import {
  actingOn,
  frozenSelection,
  instant,
  line,
  listWindow,
  rowId,
  rowIds,
  sharesAddress,
} from './fields.ts';
import { outcome } from './operations.ts';
import { command, query } from './procedure.ts';

/** How long people can come back after they were deleted, in days of 24 hours. */
export const TRASH_DAYS = 30;

const search = z.string().max(200);
const row = z.object({
  id: rowId,
  username: z.string(),
  email: z.string(),
  name: z.string(),
  deletedAt: instant,
  /** From then on they are deleted for good. */
  until: instant,
  /** What was done, in a word or two, by whom and from where. */
  act: z.string(),
  /** Why, as it was said then; empty where nobody had to say it. */
  reason: z.string(),
  by: z.string(),
  via: z.enum(AUDIT_VIA),
  /** Who has the user name now. */
  takenBy: z.object({ id: rowId, username: z.string() }).nullable(),
  /** Somebody has the address now. */
  addressTaken: z.boolean(),
});
export type TrashRow = z.infer<typeof row>;

export const trash = {
  /** Who was deleted and can come back, the newest first; every word of the search must occur. */
  'trash.list': query({
    access: 'auth.view_user',
    input: listWindow.extend({ search }),
    output: z.object({ rows: z.array(row), total: z.number() }),
    reads: ['accounts', 'registrations', 'operations'],
  }),
  /** Freezes everybody who matches now: what "all that match" selects. */
  'trash.freeze': query({
    access: 'auth.view_user',
    input: z.object({ search }),
    output: frozenSelection,
    reads: [],
  }),
  /** Brings people back whole. Others whom the same act deleted stay deleted. */
  'trash.restore': command({
    access: 'auth.delete_user',
    input: actingOn({ sharesAddress }),
    output: outcome,
    writes: ['accounts', 'registrations', 'operations', 'outbox'],
  }),
  /** Brings one person back whole, but under another user name. */
  'trash.restoreAs': command({
    access: 'auth.delete_user',
    input: z.object({ id: rowId, username: line, sharesAddress }),
    output: outcome,
    writes: ['accounts', 'registrations', 'operations', 'outbox'],
  }),
  /** Deletes people for good before their time, as an erasure request asks. Never to be undone. */
  'trash.erase': command({
    access: 'superuser',
    input: z.object({ ids: rowIds.max(500) }),
    output: outcome,
    writes: ['accounts', 'registrations', 'operations', 'outbox'],
  }),
};
