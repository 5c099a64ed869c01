import { FlexRender, type Row as TableRow } from '@tanstack/react-table';
import { memo, type MouseEvent, type ReactNode } from 'react';

import { CheckMark } from './check-mark.tsx';
import type { dataTableFeatures, PlacedRow } from './data-table-columns.tsx';
import { SkeletonBar } from './skeleton-rows.tsx';
import styles from './data-table.module.css';

export type RowPress = (
  kind: 'check' | 'click' | 'open' | 'hover',
  index: number,
  event: MouseEvent,
) => void;

interface DataTableRowProps<Row> {
  readonly id: string;
  readonly index: number;
  /** Undefined while its window loads. */
  readonly row: TableRow<typeof dataTableFeatures, PlacedRow<Row>> | undefined;
  readonly columns: readonly unknown[];
  /** Both in pixels. */
  readonly top: number;
  readonly height: number;
  readonly active: boolean;
  /** Undefined where nothing can be selected. */
  readonly selected: boolean | undefined;
  readonly actions: ReactNode;
  readonly onPress: RowPress;
}

function DrawnRow<Row>(props: DataTableRowProps<Row>) {
  const { id, index, row, top, height, active, selected, actions, onPress } = props;
  return (
    <div
      id={id}
      role="row"
      className={styles['row']}
      style={{ height, translate: `0 ${top}px` }}
      data-active={active || undefined}
      data-selected={selected || undefined}
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-busy={row === undefined || undefined}
      onClick={(event) => onPress('click', index, event)}
      onDoubleClick={(event) => onPress('open', index, event)}
      onPointerEnter={(event) => onPress('hover', index, event)}
    >
      {selected !== undefined && (
        <div
          role="gridcell"
          className={styles['checkCell']}
          onClick={(event) => onPress('check', index, event)}
        >
          <CheckMark checked={selected} />
        </div>
      )}
      {row === undefined
        ? props.columns.map((_, column) => (
            <div key={column} role="gridcell" className={styles['cell']}>
              <SkeletonBar seed={index + column} />
            </div>
          ))
        : row.getAllCells().map((cell) => (
            <div
              key={cell.id}
              role="gridcell"
              className={styles['cell']}
              data-align={cell.column.columnDef.meta?.align}
            >
              <FlexRender cell={cell} />
            </div>
          ))}
      {actions !== undefined && (
        <div role="gridcell" className={styles['actions']}>
          {actions}
        </div>
      )}
    </div>
  );
}

function isSame<Row>(before: DataTableRowProps<Row>, next: DataTableRowProps<Row>): boolean {
  return (Object.keys(next) as (keyof DataTableRowProps<Row>)[]).every((name) =>
    name === 'row'
      ? before.row?.original.row === next.row?.original.row
      : before[name] === next[name],
  );
}

/** Scrolling draws the rows that come; those that stay are the same as long as their data is. */
export const DataTableRow = memo(DrawnRow, isSame) as typeof DrawnRow;
