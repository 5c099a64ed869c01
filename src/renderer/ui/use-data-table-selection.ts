import { useRef } from 'react';

import type { RowId } from './data-table-columns.tsx';
import type { DataTableProps } from './data-table-props.ts';
import { addRange, toggleId } from './data-table-selection.ts';
import { findRow } from './find-row.ts';
import type { Checked } from './check-mark.tsx';

const NOTHING: ReadonlySet<RowId> = new Set();

export interface DataTableSelection {
  readonly enabled: boolean;
  /** State of the header's checkbox. */
  readonly all: Checked;
  readonly has: (id: RowId) => boolean;
  /** With `extend`, everything from the last touched row to this one. */
  readonly toggle: (index: number, extend: boolean) => void;
  /** Shift with a move: selects from where the moving began to where it is now, and no more. */
  readonly extend: (from: number, to: number) => void;
  readonly selectAll: () => void;
  readonly clear: () => void;
}

interface Place {
  readonly index: number;
  readonly id: RowId | undefined;
}

/** Rows selected from one to another: the next row with Shift is its other end instead. */
interface Range {
  readonly anchor: Place;
  readonly end: Place;
  /** What is selected beside it. */
  readonly beside: ReadonlySet<RowId>;
}

export function useDataTableSelection<Row>(props: DataTableProps<Row>): DataTableSelection {
  const { total = 0, getRow, getRowId, selectionInverted = false } = props;
  const selection = props.selection ?? NOTHING;
  const change = props.onSelectionChange;
  const range = useRef<Range>(undefined);

  const idAt = (index: number): RowId | undefined => {
    const row = getRow(index);
    return row === undefined ? undefined : getRowId(row);
  };
  const placeAt = (index: number): Place => ({ index, id: idAt(index) });
  /** The row may have moved since: others came above it. */
  const indexOf = ({ index, id }: Place) =>
    id === undefined ? index : (findRow(idAt, id, index) ?? index);
  /** Whoever has cleared the selection since means nothing of before. */
  const begun = () => (selection.size === 0 ? undefined : range.current);
  const selectRange = (anchor: Place, to: number, beside: ReadonlySet<RowId>) => {
    range.current = { anchor, end: placeAt(to), beside };
    if (selectionInverted) return;
    const from = indexOf(anchor);
    const [first, last] = from < to ? [from, to] : [to, from];
    const isLoaded = Array.from({ length: last - first + 1 }, (_, at) => idAt(first + at)).every(
      (id) => id !== undefined,
    );
    if (isLoaded || !props.onSelectRange) change?.(addRange(beside, idAt, [first, last]));
    else props.onSelectRange([first, last], beside);
  };

  return {
    enabled: change !== undefined,
    all: stateOfAll(selection.size, total, selectionInverted),
    has: (id) => selection.has(id) !== selectionInverted,
    toggle: (index, extend) => {
      const place = placeAt(index);
      if (extend) {
        const { anchor, beside } = begun() ?? {
          anchor: placeAt(props.activeIndex),
          beside: selection,
        };
        selectRange(anchor, index, beside);
      } else if (place.id !== undefined) {
        const beside = toggleId(selection, place.id);
        range.current = { anchor: place, end: place, beside };
        change?.(beside);
      }
    },
    extend: (from, to) => {
      const last = begun();
      if (last && indexOf(last.end) === from) selectRange(last.anchor, to, last.beside);
      else selectRange(placeAt(from), to, selection);
    },
    selectAll: props.onSelectAll ?? (() => selectRange(placeAt(0), total - 1, selection)),
    clear: props.onClearSelection ?? (() => change?.(NOTHING)),
  };
}

function stateOfAll(size: number, total: number, inverted: boolean): Checked {
  const selected = inverted ? total - size : size;
  if (selected === 0) return false;
  return selected >= total ? true : 'mixed';
}
