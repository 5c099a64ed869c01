import { ACTION_IDS, ACTIONS } from './actions.ts';
import type { GridAct } from './keyed-action.ts';
import type { Keymap } from './keymap.ts';

/** Which keys do what in a grid; two may do the same. */
export type GridKeys = readonly { readonly act: GridAct; readonly keys: string }[];

/** The keys that every grid minds by itself. */
export function gridKeysOf(keymap: Keymap): GridKeys {
  return ACTION_IDS.flatMap((id) => {
    const { grid: act, always } = ACTIONS[id];
    const keys = new Set([keymap[id], always]);
    return act === undefined
      ? []
      : [...keys].flatMap((each) => (each ? [{ act, keys: each }] : []));
  });
}
