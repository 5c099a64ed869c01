import { z } from 'zod';

import { done, instant, rowId } from './fields.ts';
import { command, query } from './procedure.ts';

const job = z.object({
  id: rowId,
  /** What is being done, to how many: "Activating 10,000 accounts". */
  title: z.string(),
  done: z.int(),
  total: z.int(),
  startedAt: instant,
  cancellable: z.boolean(),
});
export type JobRow = z.infer<typeof job>;

/** Work that takes long, in whichever window it was begun. */
export const jobs = {
  'jobs.list': query({
    access: 'staff',
    input: z.object({}),
    output: z.object({ jobs: z.array(job) }),
    reads: ['jobs'],
  }),
  /** Stops it. What is done stays done, and can be taken back. */
  'jobs.cancel': command({
    access: 'auth.change_user',
    input: z.object({ id: rowId }),
    output: done,
    writes: ['jobs'],
  }),
};
