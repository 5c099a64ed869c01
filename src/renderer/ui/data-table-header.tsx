import type { HeaderGroup } from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';

import { CheckMark } from './check-mark.tsx';
import type { DataTableSort, dataTableFeatures, PlacedRow } from './data-table-columns.tsx';
import type { DataTableSelection } from './use-data-table-selection.ts';
import { Icon } from './icon.tsx';
import styles from './data-table.module.css';

interface DataTableHeaderProps<Row> {
  readonly group: HeaderGroup<typeof dataTableFeatures, PlacedRow<Row>>;
  readonly selection: DataTableSelection;
  readonly sort: DataTableSort | undefined;
  readonly onSortChange: ((sort: DataTableSort) => void) | undefined;
}

export function DataTableHeader<Row>(props: DataTableHeaderProps<Row>) {
  const { group, selection, sort, onSortChange } = props;
  return (
    <div className={styles['header']} role="row" aria-rowindex={1}>
      {selection.enabled && (
        <div role="columnheader" className={styles['checkCell']}>
          <button
            type="button"
            role="checkbox"
            className={styles['check']}
            aria-checked={selection.all}
            aria-label="Select all"
            onClick={selection.all === false ? selection.selectAll : selection.clear}
          >
            <CheckMark checked={selection.all} />
          </button>
        </div>
      )}
      {group.headers.map(({ column: { id, columnDef } }) => {
        const direction = sort?.column === id ? sort.direction : undefined;
        const sortable = columnDef.meta?.sortable === true && onSortChange !== undefined;
        return (
          <div
            key={id}
            role="columnheader"
            className={styles['headerCell']}
            data-align={columnDef.meta?.align}
            aria-sort={sortable ? (direction ?? 'none') : undefined}
          >
            {sortable ? (
              <button
                type="button"
                className={styles['sort']}
                onClick={() => onSortChange({ column: id, direction: opposite(direction) })}
              >
                {columnDef.meta?.label}
                {direction !== undefined && (
                  <Icon glyph={direction === 'ascending' ? ArrowUp : ArrowDown} size={12} />
                )}
              </button>
            ) : (
              columnDef.meta?.label
            )}
          </div>
        );
      })}
    </div>
  );
}

function opposite(direction: DataTableSort['direction'] | undefined): DataTableSort['direction'] {
  return direction === 'ascending' ? 'descending' : 'ascending';
}
