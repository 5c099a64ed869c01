import { useRef, useState } from 'react';

import type { FrozenSelection } from '../../shared/contract/fields.ts';
import type { RowId } from '../ui/data-table-columns.tsx';
import { type FollowedList, followRow, type Place } from './follow-row.ts';

interface Selection {
  readonly ids: ReadonlySet<number>;
  /** Everybody who matched, held by the application and taken as one. */
  readonly frozen: FrozenSelection | null;
  /** When everybody who matched was frozen into the set, as an instant. */
  readonly frozenAt: string | null;
}

const START: Place = { index: 0, id: undefined };
const NOTHING: Selection = { ids: new Set(), frozen: null, frozenAt: null };
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
  const { ids, frozen, frozenAt } = selection;
  const selectedCount = frozen?.count ?? ids.size;
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
    frozen,
    selectedCount,
    /** What the bar says of the selection; clearing it leads back to the list. */
    selectionBar: {
      count: selectedCount,
      detail:
        frozenAt === null ? undefined : `all that matched at ${clock.format(new Date(frozenAt))}`,
      onClear: () => {
        clear();
        focusGrid();
      },
    },
    /** One row more or less; a frozen selection is left whole or cleared. */
    select: (next: ReadonlySet<RowId>) => {
      if (frozen !== null) return;
      setSelection({ ids: new Set([...next].map(Number)), frozen: null, frozenAt: null });
    },
    selectAlso: (more: readonly number[]) =>
      setSelection((before) => ({
        ids: new Set([...before.ids, ...more]),
        frozen: null,
        frozenAt: null,
      })),
    selectFrozen: (all: readonly number[]) =>
      setSelection({ ids: new Set(all), frozen: null, frozenAt: new Date().toISOString() }),
    freeze: (all: FrozenSelection) =>
      setSelection({ ids: new Set(), frozen: all, frozenAt: all.at }),
    clear,
    /** Nobody else has the focus, so that the list may take it and its keys work. */
    takesFocus: document.activeElement === document.body,
  };
}
