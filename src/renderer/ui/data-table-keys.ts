import type { GridAct } from '../../shared/keys/keyed-action.ts';
import type { GridKeys } from '../../shared/keys/grid-keys.ts';
import { isChord, type KeyPress } from '../../shared/keys/key-press.ts';
import { WITH_SHIFT } from '../../shared/keys/keymap.ts';

export type DataTableAct =
  | { readonly act: 'move'; readonly to: number; readonly extend: boolean }
  | { readonly act: 'select'; readonly extend: boolean }
  | { readonly act: 'selectAll' | 'clear' | 'peek' | 'open' }
  | { readonly act: 'menu' };

interface Place {
  readonly active: number;
  readonly total: number;
  /** Rows that fit the window: one page. */
  readonly page: number;
}

const STEPS: Readonly<Partial<Record<GridAct, (place: Place) => number>>> = {
  down: ({ active }) => active + 1,
  up: ({ active }) => active - 1,
  pageDown: ({ active, page }) => active + page,
  pageUp: ({ active, page }) => active - page,
  first: () => 0,
  last: ({ total }) => total - 1,
};

/** What a key means in the grid, or undefined when it is none of the grid's business. */
export function actOfKey(press: KeyPress, keys: GridKeys, place: Place): DataTableAct | undefined {
  const found = keys.find((each) => isChord(each.keys, press));
  if (found) return stepOf(found.act, place, false);
  if (!press.shiftKey || press.ctrlKey || press.metaKey) return undefined;
  const extended = keys.find(
    ({ act, keys: chord }) => WITH_SHIFT.has(act) && isChord(chord, { ...press, shiftKey: false }),
  );
  return extended && stepOf(extended.act, place, true);
}

/** What an act of the grid comes to, at a place in the list. @param extend Selects on the way. */
export function stepOf(act: GridAct, place: Place, extend: boolean): DataTableAct {
  const step = STEPS[act];
  if (step !== undefined) {
    return { act: 'move', to: Math.max(0, Math.min(place.total - 1, step(place))), extend };
  }
  return act === 'select' ? { act, extend } : ({ act } as DataTableAct);
}
