import type { Row as TableRow } from '@tanstack/react-table';
import { useState, type MouseEvent } from 'react';

import type { dataTableFeatures, PlacedRow } from './data-table-columns.tsx';
import type { DataTableProps } from './data-table-props.ts';
import { DataTableRow } from './data-table-row.tsx';
import type { DataTableSelection } from './use-data-table-selection.ts';
import type { RowWindow } from './use-row-window.ts';
import styles from './data-table.module.css';

interface DataTableBodyProps<Row> extends Omit<DataTableProps<Row>, 'selection'> {
  readonly idPrefix: string;
  readonly active: number;
  readonly selection: DataTableSelection;
  readonly rowWindow: RowWindow;
  /** The loaded rows of the window by their place. */
  readonly rows: Readonly<Record<string, TableRow<typeof dataTableFeatures, PlacedRow<Row>>>>;
}

export function DataTableBody<Row>(props: DataTableBodyProps<Row>) {
  const { active, selection, rowWindow, rows, getRowId, rowActions } = props;
  const [hovered, setHovered] = useState<number>();
  return (
    <div
      role="rowgroup"
      className={styles['body']}
      style={{ height: rowWindow.totalSize }}
      onPointerLeave={() => setHovered(undefined)}
    >
      {rowWindow.items.map(({ index, start, size }) => {
        const row = rows[index];
        const data = row?.original.row;
        return (
          <DataTableRow
            key={index}
            id={`${props.idPrefix}${index}`}
            index={index}
            row={row}
            columnCount={props.columns.length}
            style={{ height: size, translate: `0 ${start}px` }}
            active={index === active}
            selected={
              selection.enabled ? data !== undefined && selection.has(getRowId(data)) : undefined
            }
            actions={
              data !== undefined && (index === hovered || index === active)
                ? rowActions?.(data)
                : undefined
            }
            onCheck={(event) => {
              event.stopPropagation();
              selection.toggle(index, event.shiftKey);
              props.onActiveIndexChange(index);
            }}
            onClick={(event) => handleClick(event, props, index)}
            onDoubleClick={() => {
              if (data !== undefined) props.onOpen?.(data, index);
            }}
            onHover={() => setHovered(index)}
          />
        );
      })}
    </div>
  );
}

/** Any press makes the row active; on the row itself it also selects or shows it. */
function handleClick<Row>(event: MouseEvent, props: DataTableBodyProps<Row>, index: number) {
  const { target, currentTarget } = event;
  if (!(target instanceof Element) || !currentTarget.contains(target)) return;
  props.onActiveIndexChange(index);
  if (target.closest('button, a, input, label') !== null) return;
  const toggles = event.shiftKey || event.metaKey || event.ctrlKey;
  const row = props.getRow(index);
  if (toggles && props.selection.enabled) props.selection.toggle(index, event.shiftKey);
  else if (row !== undefined) props.onRowClick?.(row, index);
}
