import { z } from 'zod';

import { line, rowId } from './fields.ts';
import { outcome } from './operations.ts';
import { permission } from './person.ts';
import { command, query } from './procedure.ts';

const row = z.object({
  id: rowId,
  name: z.string(),
  /** How many people are in it, and how many permissions it gives them. */
  members: z.int().min(0),
  permissions: z.int().min(0),
});
export type GroupRow = z.infer<typeof row>;

const about = z.object({ id: rowId });
const WRITES = ['groups', 'accounts', 'operations'] as const;

/** Groups, which give permissions to whoever is in them. */
export const groups = {
  /** Every group, in the order of Django's admin. */
  'groups.list': query({
    access: 'staff',
    input: z.object({}),
    output: z.object({ rows: z.array(row) }),
    reads: ['groups', 'accounts'],
  }),
  'groups.permissions': query({
    access: 'staff',
    input: about,
    output: z.object({ permissions: z.array(permission) }),
    reads: ['groups'],
  }),
  'groups.create': command({
    access: 'superuser',
    input: z.object({ name: line }),
    output: outcome.extend({ groupId: rowId }),
    writes: WRITES,
  }),
  'groups.rename': command({
    access: 'superuser',
    /** `from` is what it was called when the form was opened: another name was given meanwhile. */
    input: about.extend({ from: z.string(), name: line }),
    output: outcome,
    writes: WRITES,
  }),
  'groups.setPermissions': command({
    access: 'superuser',
    input: about.extend({
      add: z.array(rowId).max(10_000),
      remove: z.array(rowId).max(10_000),
    }),
    output: outcome,
    writes: WRITES,
  }),
  /** Takes everybody out of it and deletes it. */
  'groups.delete': command({
    access: 'superuser',
    input: about,
    output: outcome,
    writes: WRITES,
  }),
};
