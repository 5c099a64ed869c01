import { FlexRender, type Row as TableRow } from '@tanstack/react-table';
import type { CSSProperties, MouseEvent, ReactNode } from 'react';

import { CheckMark } from './check-mark.tsx';
import type { dataTableFeatures, PlacedRow } from './data-table-columns.tsx';
import { SkeletonBar } from './skeleton-rows.tsx';
import styles from './data-table.module.css';

interface DataTableRowProps<Row> {
  readonly id: string;
  readonly index: number;
  /** Undefined while its window loads. */
  readonly row: TableRow<typeof dataTableFeatures, PlacedRow<Row>> | undefined;
  readonly columnCount: number;
  readonly style: CSSProperties;
  readonly active: boolean;
  /** Undefined where nothing can be selected. */
  readonly selected: boolean | undefined;
  readonly actions: ReactNode;
  readonly onCheck: (event: MouseEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onDoubleClick: () => void;
  readonly onHover: () => void;
}

export function DataTableRow<Row>(props: DataTableRowProps<Row>) {
  const { id, index, row, style, active, selected, actions } = props;
  return (
    <div
      id={id}
      role="row"
      className={styles['row']}
      style={style}
      data-active={active || undefined}
      data-selected={selected || undefined}
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-busy={row === undefined || undefined}
      onClick={props.onClick}
      onDoubleClick={props.onDoubleClick}
      onPointerEnter={props.onHover}
    >
      {selected !== undefined && (
        <div role="gridcell" className={styles['checkCell']} onClick={props.onCheck}>
          <CheckMark checked={selected} />
        </div>
      )}
      {row === undefined
        ? Array.from({ length: props.columnCount }, (_, column) => (
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
