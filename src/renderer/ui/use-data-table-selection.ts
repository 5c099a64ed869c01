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
  /** With `extend`, everything from the last touched row to this one; rows not loaded are left out. */
  readonly toggle: (index: number, extend: boolean) => void;
  /** Shift with a move: selects from where the moving began. */
  readonly extend: (from: number, to: number) => void;
  readonly selectAll: () => void;
  readonly clear: () => void;
}

export function useDataTableSelection<Row>(props: DataTableProps<Row>): DataTableSelection {
  const { total = 0, getRow, getRowId, selectionInverted = false } = props;
  const selection = props.selection ?? NOTHING;
  const change = props.onSelectionChange;
  const anchor = useRef<{ readonly index: number; readonly id: RowId | undefined }>(undefined);

  const idAt = (index: number): RowId | undefined => {
    const row = getRow(index);
    return row === undefined ? undefined : getRowId(row);
  };
  /** The row may have moved since: others came above it. */
  const anchorIndex = () => {
    const { index, id } = anchor.current ?? { index: props.activeIndex, id: undefined };
    return id === undefined ? index : (findRow(idAt, id, index) ?? index);
  };
  const selectRange = (from: number, to: number) => {
    if (selectionInverted) return;
    const [first, last] = from < to ? [from, to] : [to, from];
    const isLoaded = Array.from({ length: last - first + 1 }, (_, at) => idAt(first + at)).every(
      (id) => id !== undefined,
    );
    if (isLoaded || !props.onSelectRange) change?.(addRange(selection, idAt, [first, last]));
    else props.onSelectRange(first, last);
  };

  return {
    enabled: change !== undefined,
    all: stateOfAll(selection.size, total, selectionInverted),
    has: (id) => selection.has(id) !== selectionInverted,
    toggle: (index, extend) => {
      const id = idAt(index);
      if (extend) selectRange(anchorIndex(), index);
      else if (id !== undefined) change?.(toggleId(selection, id));
      anchor.current = { index, id };
    },
    extend: (from, to) => {
      selectRange(from, to);
      anchor.current = { index: to, id: idAt(to) };
    },
    selectAll: props.onSelectAll ?? (() => selectRange(0, total - 1)),
    clear: props.onClearSelection ?? (() => change?.(NOTHING)),
  };
}

function stateOfAll(size: number, total: number, inverted: boolean): Checked {
  const selected = inverted ? total - size : size;
  if (selected === 0) return false;
  return selected >= total ? true : 'mixed';
}
