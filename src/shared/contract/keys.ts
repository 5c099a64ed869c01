import { z } from 'zod';

import { ACTION_IDS } from '../keys/actions.ts';
import { done } from './fields.ts';
import { command, query } from './procedure.ts';

/** A key of an action, such as `x`, `g d` or `Mod+K`; null for none. */
const changedKeys = z.partialRecord(z.enum(ACTION_IDS), z.string().max(60).nullable());

export const keys = {
  /** The keys that the person has changed. */
  'keys.list': query({
    access: 'staff',
    input: z.object({}),
    output: z.object({ changed: changedKeys }),
    reads: ['keys'],
  }),
  /** Changes these and no others: the key that an action comes with brings it back to that. */
  'keys.save': command({
    access: 'staff',
    input: z.object({ changed: changedKeys }),
    output: done,
    writes: ['keys'],
  }),
};
