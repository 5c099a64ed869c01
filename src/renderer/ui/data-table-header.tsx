import type { Header, HeaderGroup } from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';

import { CheckMark } from './check-mark.tsx';
import { ColumnEdge } from './column-edge.tsx';
import { columnEntries, ColumnMenu, type OpenColumnMenu } from './column-menu.tsx';
import type { DataTableSort, dataTableFeatures, PlacedRow } from './data-table-columns.tsx';
import type { DataTableLayout } from './data-table-layout.ts';
import { headerKey } from './data-table-header-keys.ts';
import { Icon } from './icon.tsx';
import type { MenuEntry, MenuPoint } from './menu.tsx';
import type { DataTableSelection } from './use-data-table-selection.ts';
import { useColumnActs, type ColumnActs } from './use-column-acts.ts';
import styles from './data-table.module.css';

interface DataTableHeaderProps<Row> {
  readonly group: HeaderGroup<typeof dataTableFeatures, PlacedRow<Row>>;
  /** Columns that there is no room for, by their labels. */
  readonly missing: readonly string[];
  readonly selection: DataTableSelection;
  readonly sort: DataTableSort | undefined;
  readonly onSortChange: ((sort: DataTableSort) => void) | undefined;
  readonly layout: DataTableLayout;
  readonly onLayoutChange: ((layout: DataTableLayout) => void) | undefined;
  readonly columnMenu: ((column: string) => readonly MenuEntry[]) | undefined;
}

export function DataTableHeader<Row>(props: DataTableHeaderProps<Row>) {
  const { group, selection, missing, columnMenu } = props;
  const shown = group.headers.map(({ column }) => column.id);
  const acts = useColumnActs({ ...props, shown });
  const [menu, setMenu] = useState<OpenColumnMenu | null>(null);
  const filtersOf = (column: string) => columnMenu?.(column) ?? [];
  const openMenu = (wanted: OpenColumnMenu) => {
    const filters = filtersOf(wanted.column);
    if (columnEntries({ ...wanted, acts, filters }).length > 0) setMenu(wanted);
  };
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
            onClick={({ currentTarget }) => {
              if (selection.all === false) selection.selectAll();
              else selection.clear();
              // Letters act on rows, so the cursor is where they will.
              currentTarget.closest<HTMLElement>('[role=grid]')?.focus();
            }}
          >
            <CheckMark checked={selection.all} />
          </button>
        </div>
      )}
      {group.headers.map((header) => (
        <HeaderCell key={header.id} {...{ header, acts, openMenu }} sort={props.sort} />
      ))}
      {missing.length > 0 && (
        <div
          role="columnheader"
          className={styles['missing']}
          title={`No room for: ${missing.join(', ')}`}
        >
          {missing.length} hidden
        </div>
      )}
      {menu && (
        <ColumnMenu
          {...menu}
          acts={acts}
          filters={filtersOf(menu.column)}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  );
}

interface HeaderCellProps<Row> {
  readonly header: Header<typeof dataTableFeatures, PlacedRow<Row>>;
  readonly acts: ColumnActs;
  readonly openMenu: (menu: OpenColumnMenu) => void;
  readonly sort: DataTableSort | undefined;
}

function HeaderCell<Row>({ header, acts, openMenu, sort }: HeaderCellProps<Row>) {
  const { id, columnDef } = header.column;
  const { label, align, sortable = false, sortsFirst } = columnDef.meta ?? {};
  const [isTarget, setIsTarget] = useState(false);
  const direction = sort?.column === id ? sort.direction : undefined;
  const turn =
    sortable && acts.sort
      ? () => acts.sort?.(id, direction ? opposite(direction) : (sortsFirst ?? 'ascending'))
      : undefined;
  const openAt = (point: MenuPoint) =>
    openMenu({ column: id, label: label ?? id, sortable, point });
  const isButton = turn !== undefined || acts.arranges;
  return (
    <div
      role="columnheader"
      className={styles['headerCell']}
      data-align={align}
      data-column={id}
      data-target={isTarget || undefined}
      aria-sort={turn ? (direction ?? 'none') : undefined}
      onContextMenu={(event) => {
        event.preventDefault();
        openAt({ x: event.clientX, y: event.clientY });
      }}
      draggable={acts.arranges}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', id);
        event.dataTransfer.effectAllowed = 'move';
        acts.drag(id);
      }}
      onDragEnd={() => acts.drag(undefined)}
      onDragOver={(event) => {
        if (acts.dragged === undefined) return;
        event.preventDefault();
        setIsTarget(acts.dragged !== id);
      }}
      onDragLeave={() => setIsTarget(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsTarget(false);
        acts.dropOn(id);
      }}
    >
      {isButton ? (
        <button
          type="button"
          className={styles['sort']}
          title={acts.arranges ? ARRANGING : undefined}
          onClick={turn}
          onKeyDown={(event) => headerKey(event, id, acts, openAt)}
        >
          {label}
          {direction !== undefined && (
            <Icon glyph={direction === 'ascending' ? ArrowUp : ArrowDown} size={12} />
          )}
        </button>
      ) : (
        label
      )}
      {acts.arranges && (
        <ColumnEdge
          label={`Width of ${label ?? id}`}
          onResize={(width) => acts.resize(id, width)}
          onReset={() => acts.resetWidth(id)}
        />
      )}
    </div>
  );
}

const ARRANGING = 'Drag to move, or Shift with ← →; + and − make it wider and narrower';

function opposite(direction: DataTableSort['direction']): DataTableSort['direction'] {
  return direction === 'ascending' ? 'descending' : 'ascending';
}
