import { createContext, useEffect, useEffectEvent, type RefObject } from 'react';

import type { GridAct } from '../../shared/keys/keyed-action.ts';
import { gridKeysOf } from '../../shared/keys/grid-keys.ts';
import { keymapOf } from '../../shared/keys/keymap.ts';

const ASKED = 'grid-act';

/** What the keys of every grid inside do. */
export const GridKeysContext = createContext(gridKeysOf(keymapOf({})));

/** Has the list of the screen do what it does by key, such as for a menu. */
export function askGrid(act: GridAct): void {
  const grid = document.querySelector('main [role="grid"]');
  grid?.dispatchEvent(new CustomEvent<GridAct>(ASKED, { detail: act }));
}

/** Hears what a grid is asked to do. */
export function useAskedGrid(grid: RefObject<HTMLElement | null>, onAct: (act: GridAct) => void) {
  const hear = useEffectEvent(onAct);
  useEffect(() => {
    const element = grid.current;
    const onAsked = (event: Event) => hear((event as CustomEvent<GridAct>).detail);
    element?.addEventListener(ASKED, onAsked);
    return () => element?.removeEventListener(ASKED, onAsked);
  }, [grid]);
}
