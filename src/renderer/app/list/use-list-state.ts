import { useState } from 'react';
import { flushSync } from 'react-dom';

import type { FrozenSelection } from '../../../shared/contract/fields.ts';
import type { RowId } from '../../ui/data-table-columns.tsx';
import { useActs } from '../acts/acts.tsx';
import { type FollowedList, followRow, type Place } from './follow-row.ts';
import type { ListSelection } from './list-target.ts';
import { useListFocus } from './use-fallback-focus.ts';

interface Selection extends ListSelection {
  /** When everybody who matched was frozen into the set, as an instant. */
  readonly frozenAt: string | null;
}

const START: Place = { index: 0, id: undefined };
const NOTHING: Selection = { selected: new Set(), frozen: null, frozenAt: null, coming: null };

/**
 * Where one is in a list and what is selected there. Both stay with their rows when others come
 * above them, and start anew with another filter.
 *
 * @param startAt Where one comes back to.
 */
export function useListState<Row extends { readonly id: number }>(
  filterKey: string,
  list: FollowedList<Row>,
  startAt = 0,
) {
  const [place, setPlace] = useState<Place>({ ...START, index: startAt });
  const [selection, setSelection] = useState(NOTHING);
  const [key, setKey] = useState(filterKey);
  /** Whose menu is open. */
  const [pointed, setPointed] = useState<number | null>(null);
  const gridRef = useListFocus<HTMLDivElement>();
  const { refuse } = useActs();
  if (key !== filterKey) {
    setKey(filterKey);
    setPlace(START);
    setSelection(NOTHING);
  } else {
    const followed = followRow(place, list);
    if (followed !== place) setPlace(followed);
  }
  const row = list.getRow(place.index);
  const idAt = (index: number) => list.getRow(index)?.id;
  const { selected: ids, frozen, frozenAt, coming } = selection;
  const kept: Selection = { ...selection, coming: null };
  const selectedCount = frozen?.count ?? ids.size;
  /** A menu of a row beside the selection is about that row alone. */
  const isApart = pointed !== null && frozen === null && !ids.has(pointed);
  const aim: ListSelection = isApart ? NOTHING : selection;
  /** What was selected since stays, when an act on this selection ends late. */
  const clear = () => setSelection((now) => (now === selection ? NOTHING : now));
  /** Whatever is selected, cleared or filtered meanwhile counts, and what was asked for does not. */
  const choose = (meanwhile: Selection, asked: Promise<Selection>) => {
    const settle = (next: Selection) => {
      let taken = false;
      flushSync(() =>
        setSelection((now) => {
          taken = now.coming === chosen;
          return taken ? next : now;
        }),
      );
      return taken;
    };
    const chosen: Promise<boolean> = asked.then(settle, (error: unknown) => {
      settle(meanwhile);
      refuse(error);
      return false;
    });
    setSelection({ ...meanwhile, coming: chosen });
  };
  /** To the list; where nobody is in it, out of the field at least, so that keys count. */
  const focusGrid = () => {
    if (gridRef.current) gridRef.current.focus();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  return {
    listKey: filterKey,
    activeIndex: place.index,
    setActiveIndex: (index: number) => setPlace({ index, id: idAt(index), idAt }),
    /** Never another row that only stands where it stood, or where one stood whose menu is open. */
    active:
      (place.id === undefined || row?.id === place.id) && (!isApart || row?.id === pointed)
        ? row
        : undefined,
    gridRef,
    focusGrid,
    selected: ids,
    frozen,
    selectedCount,
    /** The selection that keys and menus act on; nothing where they are about the row of the cursor. */
    aim,
    aimCount: isApart ? 0 : selectedCount,
    pointAt: (at: { readonly id: number } | null) => setPointed(at?.id ?? null),
    /** What the bar says of the selection; clearing it leads back to the list. */
    selectionBar: {
      count: selectedCount,
      isChoosing: coming !== null,
      frozenAt,
      onClear: () => {
        clear();
        focusGrid();
      },
    },
    coming,
    /** What is selected for as long as more is on its way. */
    kept,
    /** One row more or less; a frozen selection is left whole or cleared. */
    select: (next: ReadonlySet<RowId>) => {
      if (frozen !== null) return;
      setSelection({ ...NOTHING, selected: new Set([...next].map(Number)) });
    },
    /** Rows that were never here, beside some that are, once their ids have come. */
    chooseAlso: (asked: Promise<readonly number[]>, beside: ReadonlySet<RowId>) =>
      choose(
        kept,
        asked.then((more) => ({
          ...NOTHING,
          selected: new Set([...[...beside].map(Number), ...more]),
        })),
      ),
    /** Everybody who matches, once it is known who that is: by name, or held by the application. */
    chooseAll: (asked: Promise<readonly number[] | FrozenSelection>) =>
      choose(
        NOTHING,
        asked.then((all) =>
          'selection' in all
            ? { ...NOTHING, frozen: all, frozenAt: all.at }
            : { ...NOTHING, selected: new Set(all), frozenAt: new Date().toISOString() },
        ),
      ),
    clear,
  };
}
