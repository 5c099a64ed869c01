import { X } from 'lucide-react';

import { ACTION_IDS, ACTIONS } from '../../shared/keys/actions.ts';
import type { Action } from './actions.tsx';

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

/** What every grid does by itself, for the key bar, the menus and the list of keys. */
export const LIST_ACTIONS: readonly Action[] = ACTION_IDS.filter(
  (id) => ACTIONS[id].grid !== undefined,
).map((id) => {
  const { label, group } = ACTIONS[id];
  return { id, label: DETAIL[id] ?? label, group, bar: BAR[id] };
});

/** The same for a list without checkboxes. */
export const PLAIN_LIST_ACTIONS: readonly Action[] = LIST_ACTIONS.filter(
  ({ id }) => id !== 'list.select' && id !== 'list.all' && id !== 'list.back',
);

/** The way back from the panel beside a list. @param run Undefined while no panel is open. */
export function closePanelAction(group: string, run: (() => void) | undefined): readonly Action[] {
  return run ? [{ id: 'close-panel', group, label: 'Close the panel', icon: X, run }] : [];
}
