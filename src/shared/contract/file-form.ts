import { z } from 'zod';

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
