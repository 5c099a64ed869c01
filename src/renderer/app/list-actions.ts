import type { Action } from './actions.tsx';

const group = 'In a list';

/** What every grid does by itself, for the key bar and the list of keys. */
export const LIST_ACTIONS: readonly Action[] = [
  { id: 'list.move', keys: 'j k', label: 'Down and up, as the arrows', bar: 'move', group },
  { id: 'list.page', keys: 'PageDown', label: 'A page down; PageUp, Home and End too', group },
  { id: 'list.select', keys: 'x', label: 'Select; with Shift a range', bar: 'select', group },
  { id: 'list.all', keys: 'Mod+A', label: 'Select all that match', group },
  { id: 'list.peek', keys: 'Space', label: 'Peek into the row', bar: 'peek', group },
  { id: 'list.open', keys: 'Enter', label: 'Open the row', group },
  { id: 'list.back', keys: 'Escape', label: 'Clear the selection, then close the panel', group },
];

/** The same for a list without checkboxes. */
export const PLAIN_LIST_ACTIONS: readonly Action[] = LIST_ACTIONS.filter(
  ({ id }) => id !== 'list.select' && id !== 'list.all',
);
