import { useRef, useState } from 'react';

import type { RowId } from '../ui/data-table-columns.tsx';

interface Selection {
  readonly ids: ReadonlySet<number>;
  /** When everybody who matched was frozen into the set, in milliseconds since 1970. */
  readonly frozenAt: number | null;
}

const NOTHING: Selection = { ids: new Set(), frozenAt: null };
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** Where one is in a list and what is selected there. Both start anew with another filter. */
export function useListState(filterKey: string) {
  const [activeIndex, setActiveIndex] = useState(0);
  const [selection, setSelection] = useState(NOTHING);
  const [key, setKey] = useState(filterKey);
  const gridRef = useRef<HTMLDivElement>(null);
  if (key !== filterKey) {
    setKey(filterKey);
    setActiveIndex(0);
    setSelection(NOTHING);
  }
  const { ids, frozenAt } = selection;
  return {
    activeIndex,
    setActiveIndex,
    gridRef,
    focusGrid: () => gridRef.current?.focus(),
    selected: ids,
    selectionDetail:
      frozenAt === null ? undefined : `everybody who matched at ${clock.format(frozenAt)}`,
    select: (next: ReadonlySet<RowId>) =>
      setSelection({ ids: new Set([...next].map(Number)), frozenAt: null }),
    selectFrozen: (all: readonly number[]) =>
      setSelection({ ids: new Set(all), frozenAt: Date.now() }),
    clear: () => setSelection(NOTHING),
    /** Nobody else has the focus, so that the list may take it and its keys work. */
    takesFocus: document.activeElement === document.body,
  };
}
