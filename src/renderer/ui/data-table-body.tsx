import type { Row as TableRow } from '@tanstack/react-table';
import { useLayoutEffect, useRef, useState, type MouseEvent, type RefObject } from 'react';

import type { dataTableFeatures, PlacedRow } from './data-table-columns.tsx';
import type { DataTableProps } from './data-table-props.ts';
import { DataTableRow, type RowPress } from './data-table-row.tsx';
import type { DataTableSelection } from './use-data-table-selection.ts';
import type { RowWindow } from './use-row-window.ts';
import styles from './data-table.module.css';

interface DataTableBodyProps<Row> extends Omit<DataTableProps<Row>, 'selection' | 'rowHeight'> {
  readonly idPrefix: string;
  readonly active: number;
  readonly rowHeight: number;
  readonly selection: DataTableSelection;
  readonly rowWindow: RowWindow;
  /** What the rows stand on. */
  readonly layerRef: RefObject<HTMLDivElement | null>;
  /** The loaded rows of the window by their place. */
  readonly rows: Readonly<Record<string, TableRow<typeof dataTableFeatures, PlacedRow<Row>>>>;
}

/** Only the rows in sight exist; they stand still while the tall element behind them scrolls. */
export function DataTableBody<Row>(props: DataTableBodyProps<Row>) {
  const { active, selection, rowWindow, rows, getRowId, rowActions, layerRef } = props;
  const [hovered, setHovered] = useState<number>();
  const onPress = useNewestPress(props, setHovered);
  return (
    <div
      role="rowgroup"
      className={styles['body']}
      style={{ height: rowWindow.height }}
      onPointerLeave={() => setHovered(undefined)}
    >
      <div className={styles['view']} style={{ height: rowWindow.viewHeight }}>
        <div ref={layerRef} className={styles['layer']}>
          {rowWindow.items.map(({ index, top }) => {
            const row = rows[index];
            const data = row?.original.row;
            return (
              <DataTableRow
                key={index}
                id={`${props.idPrefix}${index}`}
                index={index}
                row={row}
                columns={props.columns}
                top={top}
                height={props.rowHeight}
                active={index === active && props.activeShown !== false}
                selected={
                  selection.enabled
                    ? data !== undefined && selection.has(getRowId(data))
                    : undefined
                }
                actions={
                  data !== undefined && (index === hovered || index === active)
                    ? rowActions?.(data)
                    : undefined
                }
                onPress={onPress}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** One function for the life of the table, so that rows that did not change are not drawn again. */
function useNewestPress<Row>(
  props: DataTableBodyProps<Row>,
  setHovered: (index: number) => void,
): RowPress {
  const newest = useRef(props);
  useLayoutEffect(() => {
    newest.current = props;
  });
  const [press] = useState(
    () => (kind: Parameters<RowPress>[0], index: number, event: MouseEvent) => {
      const { selection, getRow, onActiveIndexChange, onOpen } = newest.current;
      if (kind === 'hover') setHovered(index);
      else if (kind === 'check') {
        event.stopPropagation();
        selection.toggle(index, event.shiftKey);
        onActiveIndexChange(index);
      } else if (kind === 'click') handleClick(event, newest.current, index);
      else {
        const data = getRow(index);
        if (data !== undefined) onOpen?.(data, index);
      }
    },
  );
  return press;
}

/** Any press makes the row active; on the row itself it selects or shows it. */
function handleClick<Row>(event: MouseEvent, props: DataTableBodyProps<Row>, index: number) {
  const { target, currentTarget } = event;
  if (!(target instanceof Element) || !currentTarget.contains(target)) return;
  const isOnControl = target.closest('button, a, input, label') !== null;
  const toggles =
    !isOnControl && props.selection.enabled && (event.shiftKey || event.metaKey || event.ctrlKey);
  if (toggles) props.selection.toggle(index, event.shiftKey);
  const row = props.getRow(index);
  if (props.onRowClick && row !== undefined && !isOnControl && !toggles) {
    props.onRowClick(row, index);
  } else props.onActiveIndexChange(index);
}
