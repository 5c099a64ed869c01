import { useState } from 'react';

import type { DataTableSort } from './data-table-columns.tsx';
import { moved, resized, toggled, unsized, type DataTableLayout } from './data-table-layout.ts';

interface ColumnActsOptions {
  /** The columns as they stand. */
  readonly shown: readonly string[];
  readonly layout: DataTableLayout;
  readonly onLayoutChange: ((layout: DataTableLayout) => void) | undefined;
  readonly onSortChange: ((sort: DataTableSort) => void) | undefined;
}

export interface ColumnActs {
  /** Whether columns can be moved and made wider at all. */
  readonly arranges: boolean;
  readonly sort: ((id: string, direction: DataTableSort['direction']) => void) | undefined;
  readonly hide: (id: string) => void;
  /** One column is left, which can't be hidden. */
  readonly isLast: boolean;
  readonly moveBy: (id: string, by: number) => void;
  readonly resize: (id: string, width: number) => void;
  readonly resetWidth: (id: string) => void;
  /** The column under the pointer's drag. */
  readonly dragged: string | undefined;
  readonly drag: (id: string | undefined) => void;
  readonly dropOn: (id: string) => void;
}

/** What can be done with a column at its head. */
export function useColumnActs(options: ColumnActsOptions): ColumnActs {
  const { shown, layout, onLayoutChange, onSortChange } = options;
  const [dragged, drag] = useState<string>();
  const moveTo = (id: string, to: number) => onLayoutChange?.(moved(layout, shown, id, to));
  return {
    arranges: onLayoutChange !== undefined,
    sort: onSortChange && ((column, direction) => onSortChange({ column, direction })),
    hide: (id) => onLayoutChange?.(toggled(layout, shown, id)),
    isLast: shown.length === 1,
    moveBy: (id, by) => moveTo(id, shown.indexOf(id) + by),
    resize: (id, width) => onLayoutChange?.(resized(layout, id, width)),
    resetWidth: (id) => onLayoutChange?.(unsized(layout, id)),
    dragged,
    drag,
    dropOn: (id) => {
      if (dragged !== undefined) moveTo(dragged, shown.indexOf(id));
      drag(undefined);
    },
  };
}
