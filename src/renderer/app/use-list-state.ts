import { useRef, useState } from 'react';

import type { RowId } from '../ui/data-table-columns.tsx';
import { type FollowedList, followRow, type Place } from './follow-row.ts';

interface Selection {
  readonly ids: ReadonlySet<number>;
  /** When everybody who matched was frozen into the set, in milliseconds since 1970. */
  readonly frozenAt: number | null;
}

const START: Place = { index: 0, id: undefined };
const NOTHING: Selection = { ids: new Set(), frozenAt: null };
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/**
 * Where one is in a list and what is selected there. Both stay with their rows when others come
 * above them, and start anew with another filter.
 */
export function useListState<Row extends { readonly id: number }>(
  filterKey: string,
  list: FollowedList<Row>,
) {
  const [place, setPlace] = useState(START);
  const [selection, setSelection] = useState(NOTHING);
  const [key, setKey] = useState(filterKey);
  const gridRef = useRef<HTMLDivElement>(null);
  if (key !== filterKey) {
    setKey(filterKey);
    setPlace(START);
    setSelection(NOTHING);
  } else {
    const followed = followRow(place, list);
    if (followed !== place) setPlace(followed);
  }
  const row = list.getRow(place.index);
  const { ids, frozenAt } = selection;
  const clear = () => setSelection(NOTHING);
  const focusGrid = () => gridRef.current?.focus();
  return {
    activeIndex: place.index,
    setActiveIndex: (index: number) => setPlace({ index, id: list.getRow(index)?.id }),
    /** Never another row that only stands where it stood. */
    active: place.id === undefined || row?.id === place.id ? row : undefined,
    gridRef,
    focusGrid,
    selected: ids,
    /** What the bar says of the selection; clearing it leads back to the list. */
    selectionBar: {
      count: ids.size,
      detail: frozenAt === null ? undefined : `all that matched at ${clock.format(frozenAt)}`,
      onClear: () => {
        clear();
        focusGrid();
      },
    },
    select: (next: ReadonlySet<RowId>) =>
      setSelection({ ids: new Set([...next].map(Number)), frozenAt: null }),
    selectFrozen: (all: readonly number[]) =>
      setSelection({ ids: new Set(all), frozenAt: Date.now() }),
    clear,
    /** Nobody else has the focus, so that the list may take it and its keys work. */
    takesFocus: document.activeElement === document.body,
  };
}
