import { X } from 'lucide-react';

import { ACTION_IDS, ACTIONS } from '../../../shared/keys/actions.ts';
import type { Screen } from '../../../shared/keys/keyed-action.ts';
import type { Action } from '../keys/actions.tsx';

/** Words for the key bar. */
const BAR: Readonly<Record<string, string>> = {
  'list.down': 'move',
  'list.select': 'select',
  'list.peek': 'peek',
};

const DETAIL: Readonly<Record<string, string>> = {
  'list.select': 'Select; with Shift a range',
  'list.back': 'Clear the selection, then close the panel',
};

/**
 * What the grid of a screen does by itself, for the key bar, the menus and the list of keys.
 * @param total How many are listed; undefined while that is unknown.
 */
export function actionsOfGrid(screen: Screen, total: number | undefined): readonly Action[] {
  const disabledReason = total === 0 ? 'Nothing is listed here.' : undefined;
  return ACTION_IDS.filter(
    (id) => ACTIONS[id].grid !== undefined && ACTIONS[id].on?.includes(screen),
  ).map((id) => {
    const { label, group } = ACTIONS[id];
    return { id, label: DETAIL[id] ?? label, group, bar: BAR[id], disabledReason };
  });
}

/** The way back from the panel beside a list. @param run Undefined while no panel is open. */
export function closePanelAction(group: string, run: (() => void) | undefined): readonly Action[] {
  return run ? [{ id: 'close-panel', group, label: 'Close the panel', icon: X, run }] : [];
}
