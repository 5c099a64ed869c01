import { z } from 'zod';

import { done, instant } from './fields.ts';
import { command, query } from './procedure.ts';

/** One picture of a visitor's way: a page or a mail as it was shown, or what was done at the console. */
const rehearsalFrame = z.object({
  kind: z.enum(['page', 'mail', 'act']),
  /** What happened, as a sentence without a full stop. */
  title: z.string(),
  /** The path of the page or the subject of the mail; '' for an act. */
  address: z.string(),
  /** In milliseconds. */
  tookMs: z.number(),
});
export type RehearsalFrame = z.infer<typeof rehearsalFrame>;

const rehearsal = z.object({
  /** Differs from that of every other rehearsal. */
  run: z.string(),
  startedAt: instant,
  running: z.boolean(),
  frames: z.array(rehearsalFrame),
  /** What is being done, or null. */
  next: z.string().nullable(),
  /** What would keep people from following the links of mails, though the visitor did. */
  warnings: z.array(z.object({ title: z.string(), advice: z.string() })),
  /** Why it went no further, with the section of the settings where it is mended. */
  problem: z
    .object({
      title: z.string(),
      advice: z.string(),
      section: z.enum(['mail', 'registration', 'site']).nullable(),
    })
    .nullable(),
});
export type Rehearsal = z.infer<typeof rehearsal>;

/** A made-up visitor goes through the accounts site from registering to a new password. */
export const rehearsals = {
  /** The newest since Gatehouse was started. */
  'rehearsal.state': query({
    access: 'auth.add_user',
    input: z.object({}),
    output: z.object({ rehearsal: rehearsal.nullable() }),
    reads: ['rehearsal'],
  }),
  'rehearsal.start': command({
    access: 'auth.add_user',
    input: z.object({}),
    output: done,
    writes: ['rehearsal'],
  }),
  'rehearsal.stop': command({
    access: 'auth.add_user',
    input: z.object({}),
    output: done,
    writes: ['rehearsal'],
  }),
  /** Where a page or a mail of it can be looked at, or null for an act and for one of before. */
  'rehearsal.frame': query({
    access: 'auth.add_user',
    input: z.object({ run: z.string().max(40), place: z.int().min(0).max(100) }),
    output: z.object({ path: z.string().nullable() }),
    reads: [],
  }),
};
