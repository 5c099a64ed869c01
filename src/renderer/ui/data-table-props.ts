import type { ReactNode, Ref } from 'react';

import type { DataTableColumn, DataTableSort, RowId } from './data-table-columns.tsx';
import type { DataTableLayout } from './data-table-layout.ts';
import type { MenuEntry } from './menu.tsx';

export interface DataTableProps<Row> {
  /** Names the grid for screen readers. */
  readonly label: string;
  /** From `defineColumns`, at module scope. */
  readonly columns: readonly DataTableColumn<Row>[];
  /** How many rows there are; undefined while that isn't known yet. */
  readonly total: number | undefined;
  /** The row at a place of the list; undefined draws a skeleton. */
  readonly getRow: (index: number) => Row | undefined;
  readonly getRowId: (row: Row) => RowId;
  /** Another list is shown from its beginning. */
  readonly listKey?: string | undefined;
  /** The window on screen, inclusive; called again when it moves. */
  readonly onRange?: ((first: number, last: number) => void) | undefined;

  readonly sort?: DataTableSort | undefined;
  readonly onSortChange?: ((sort: DataTableSort) => void) | undefined;

  /** Which columns, how wide and in which order. */
  readonly layout?: DataTableLayout | undefined;
  /** Without it the columns are as they are. */
  readonly onLayoutChange?: ((layout: DataTableLayout) => void) | undefined;

  readonly activeIndex: number;
  /** False while the cursor stands on no row; the next move down leads to the active index. */
  readonly activeShown?: boolean | undefined;
  readonly onActiveIndexChange: (index: number) => void;

  /** Without it the grid has no checkboxes. */
  readonly selection?: ReadonlySet<RowId> | undefined;
  readonly onSelectionChange?: ((selection: ReadonlySet<RowId>) => void) | undefined;
  /** Everything that matches is selected, and `selection` holds the exceptions. */
  readonly selectionInverted?: boolean | undefined;
  /** The header's checkbox and Mod+A; without it they select the loaded rows. */
  readonly onSelectAll?: (() => void) | undefined;
  /**
   * A range of which not every row is loaded, inclusive, and what is selected beside it; without it
   * those rows are left out.
   */
  readonly onSelectRange?:
    | ((range: readonly [number, number], beside: ReadonlySet<RowId>) => void)
    | undefined;
  /** Escape and the header's checkbox; without it the selection becomes empty. */
  readonly onClearSelection?: (() => void) | undefined;

  /** Space. */
  readonly onPeek?: ((row: Row, index: number) => void) | undefined;
  /** Enter and double click. */
  readonly onOpen?: ((row: Row, index: number) => void) | undefined;
  /** A plain click on the row itself; instead of `onActiveIndexChange`. */
  readonly onRowClick?: ((row: Row, index: number) => void) | undefined;

  /** The acts on a row or the selection, as `MenuEntries`, for a right click and by key. */
  readonly rowMenu?: ReactNode;
  /** The menu opens for a row, which may be the cursor’s; instead of `onActiveIndexChange`. */
  readonly onMenuMove?: ((index: number) => void) | undefined;
  /** Which row the menu is open for; null once it has closed. */
  readonly onMenuRow?: ((row: Row | null) => void) | undefined;
  /** What the menu of a column’s head offers beside sorting and hiding. */
  readonly columnMenu?: ((column: string) => readonly MenuEntry[]) | undefined;

  /** At the row's end, on hover and on the active row. */
  readonly rowActions?: ((row: Row) => ReactNode) | undefined;
  /** In place of the rows when there are none. */
  readonly empty?: ReactNode;
  /** Below the rows, when some of them could not be had. */
  readonly missing?: ReactNode;
  /** In place of everything when set. */
  readonly error?: ReactNode;
  /** Where a row holds more than a line. */
  readonly rowHeight?: 52 | undefined;
  readonly gridRef?: Ref<HTMLDivElement> | undefined;
}
