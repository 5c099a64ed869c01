import type { ActTarget, FrozenSelection } from '../../shared/contract/fields.ts';
import { HOUR_MS } from '../../shared/durations.ts';
import { RefusedError } from '../../shared/errors.ts';
import { keepNewest } from '../../shared/keep-newest.ts';

/** Frozen sets of people, for acts on "all that match": who comes later is not in them. */
export interface Selections {
  freeze(ids: Float64Array): FrozenSelection;
  /**
   * The ids that a target means, in a new array.
   * @throws RefusedError `conflict` for a selection that is no longer held.
   */
  idsOf(target: ActTarget): number[];
  /** Forgets all: whoever signs in next starts without. */
  clear(): void;
}

/** How many are held, the newest, and for how long. One of a million people is 8 MB. */
const MOST = 8;
const LIFETIME_MS = 8 * HOUR_MS;

/** Keeps frozen selections in memory, for the one person at the console. */
export function createSelections(given: {
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
}): Selections {
  const held = new Map<string, { readonly ids: Float64Array; readonly until: number }>();
  return {
    freeze(ids) {
      const at = given.now();
      const selection = given.randomBytes(12).toString('base64url');
      held.set(selection, { ids, until: at.getTime() + LIFETIME_MS });
      keepNewest(held, MOST);
      return { selection, count: ids.length, at: at.toISOString() };
    },
    idsOf(target) {
      if ('ids' in target) return [...target.ids];
      const found = held.get(target.selection);
      if (found === undefined || found.until <= given.now().getTime()) throw forgotten();
      return [...found.ids];
    },
    clear: () => held.clear(),
  };
}

function forgotten(): RefusedError {
  return new RefusedError({
    code: 'conflict',
    message: 'This selection is no longer held. Nothing was changed.',
    advice: 'Select them again.',
  });
}
