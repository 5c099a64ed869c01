import { z } from 'zod';

import { actTarget } from './fields.ts';
import { command } from './procedure.ts';

/** What can be told of a person in a file; never a password, in whatever form. */
export const EXPORT_COLUMNS = [
  'id',
  'username',
  'email',
  'first_name',
  'last_name',
  'state',
  'is_active',
  'is_staff',
  'is_superuser',
  'date_joined',
  'last_login',
  'groups',
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];

/** How a table of a file is written. */
export const fileForm = z.object({
  format: z.enum(['csv', 'json']),
  delimiter: z.enum([',', ';', '\t']),
  /** The mark by which Excel knows UTF-8. */
  byteOrderMark: z.boolean(),
  /** Puts an apostrophe before what a spreadsheet would run. Off is for programs only. */
  formulaSafe: z.boolean(),
});
export type FileForm = z.infer<typeof fileForm>;

/** Where a file waits to be saved, for an hour. */
export const fileToSave = z.object({ path: z.string(), filename: z.string() });

export const transfer = {
  /** Writes down that they leave, and gives an address that streams them. */
  'accounts.export': command({
    access: 'staff',
    input: fileForm.extend({
      target: actTarget,
      columns: z.array(z.enum(EXPORT_COLUMNS)).min(1).max(EXPORT_COLUMNS.length),
    }),
    output: fileToSave.extend({ count: z.int().min(0) }),
    writes: ['operations'],
  }),
};
