import { z } from 'zod';

import { frozenSelection, instant, rowId } from './fields.ts';
import { outcome } from './operations.ts';
import { command, query } from './procedure.ts';
import { pendingRow } from './registrations.ts';

/** An act that takes more people away, or locks more out, asks for their number to be typed. */
export const TYPED_ABOVE = 100;

export const cleanUp = {
  /** Who a clean-up would remove and who it would leave, before anything goes. */
  'registrations.cleanUpPlan': query({
    access: 'superuser',
    input: z.object({}),
    output: z.object({
      rule: z.string(),
      /** Who would go, frozen. */
      ...frozenSelection.shape,
      goes: z.array(z.object({ reason: z.string(), count: z.number() })),
      /** The first 200 of those who would go. */
      sample: z.array(pendingRow),
      leftOut: z.array(
        z.object({
          reason: z.string(),
          count: z.number(),
          /** A few of them. */
          people: z.array(z.object({ id: rowId, username: z.string() })),
        }),
      ),
    }),
    reads: ['registrations', 'accounts', 'settings'],
  }),
  /** When the schedule of clean-ups ran last, and when it runs next. */
  'registrations.cleanUpRuns': query({
    access: 'auth.view_user',
    input: z.object({}),
    output: z.object({
      lastRun: z.object({ at: instant, done: z.number(), operationId: rowId }).nullable(),
      nextRun: instant.nullable(),
    }),
    reads: ['settings', 'operations'],
  }),
  /** Removes the frozen set; a row that has become protected meanwhile is skipped. */
  'registrations.cleanUp': command({
    access: 'superuser',
    input: z.object({
      selection: frozenSelection.shape.selection,
      /** How many go, as a person typed it; asked above `TYPED_ABOVE`. */
      typed: z.string().max(20),
    }),
    output: outcome,
    writes: ['accounts', 'registrations', 'operations', 'outbox'],
  }),
};
