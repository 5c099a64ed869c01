import { useTable } from '@tanstack/react-table';
import {
  use,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
} from 'react';

import { DataTableBody } from './data-table-body.tsx';
import { dataTableFeatures, type DataTableColumn } from './data-table-columns.tsx';
import { DataTableHeader } from './data-table-header.tsx';
import { actOfKey, type DataTableAct, stepOf } from './data-table-keys.ts';
import {
  arrangeColumns,
  columnsWithoutRoom,
  PLAIN_LAYOUT,
  ROW_HEIGHTS,
} from './data-table-layout.ts';
import type { DataTableProps } from './data-table-props.ts';
import { GridKeysContext, useAskedGrid } from './grid-keys.ts';
import { isTextEntry } from './is-text-entry.ts';
import { MenuAt } from './menu.tsx';
import { useDataTableSelection, type DataTableSelection } from './use-data-table-selection.ts';
import { useRowMenu } from './use-row-menu.ts';
import { useRowWindow } from './use-row-window.ts';
import styles from './data-table.module.css';

const CHECK_WIDTH = 32;
/** The padding of a row and the checkbox. */
const TAKEN_WIDTH = 16 + CHECK_WIDTH;
/** Three small buttons at a row's end: a place of their own, so that they cover nothing. */
const ACTIONS_WIDTH = 84;

export interface DataTableGridProps<Row> extends DataTableProps<Row> {
  readonly total: number;
}

export function DataTableGrid<Row>(props: DataTableGridProps<Row>) {
  const { total, getRow, layout = PLAIN_LAYOUT, gridRef } = props;
  const { rowHeight = ROW_HEIGHTS[layout.rows] } = props;
  const idPrefix = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(
    gridRef,
    () => scroller.current,
  );

  const active = Math.min(Math.max(0, props.activeIndex), total - 1);
  const activeRow = getRow(active);
  const activeId = activeRow === undefined ? undefined : props.getRowId(activeRow);
  const { listKey, onRange } = props;
  const rowWindow = useRowWindow({
    scroller,
    layer,
    total,
    active,
    activeId,
    rowHeight,
    listKey,
    isLoaded: (index) => getRow(index) !== undefined,
    onRange,
  });
  const selection = useDataTableSelection(props);
  const actionsWidth = props.rowActions === undefined ? 0 : ACTIONS_WIDTH;
  const columns = useMemo(
    () => arrangeColumns(props.columns, layout, rowWindow.width - TAKEN_WIDTH - actionsWidth),
    [props.columns, layout, rowWindow.width, actionsWidth],
  );
  const data = rowWindow.items.flatMap(({ index }) => {
    const row = getRow(index);
    return row === undefined ? [] : [{ index, row }];
  });
  const table = useTable({
    features: dataTableFeatures,
    columns,
    data,
    getRowId: ({ index }) => String(index),
  });
  const { activeShown = true } = props;
  const place = { active: activeShown ? active : active - 1, total, page: rowWindow.page };
  const keys = use(GridKeysContext);
  const menu = useRowMenu(
    props,
    activeShown ? active : undefined,
    (index) => document.getElementById(`${idPrefix}${index}`) ?? scroller.current,
  );
  const does = (act: DataTableAct) =>
    act.act === 'menu' ? menu.openAtCursor() : perform(act, props, selection, place);
  useAskedGrid(scroller, (act) => does(stepOf(act, place, false)));

  return (
    <>
      <div
        ref={scroller}
        className={styles['grid']}
        style={tracksOf(columns, selection.enabled, actionsWidth)}
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={total + 1}
        aria-multiselectable={selection.enabled || undefined}
        aria-activedescendant={activeShown ? `${idPrefix}${active}` : undefined}
        onContextMenu={menu.onContextMenu}
        onKeyDown={(event) => {
          if (!isForGrid(event)) return;
          const act = actOfKey(event, keys, place);
          if (act !== undefined && does(act)) event.preventDefault();
        }}
      >
        {table.getHeaderGroups().map((group) => (
          <DataTableHeader
            key={group.id}
            group={group}
            missing={columnsWithoutRoom(props.columns, layout, columns)}
            selection={selection}
            sort={props.sort}
            onSortChange={props.onSortChange}
            layout={layout}
            onLayoutChange={props.onLayoutChange}
            columnMenu={props.columnMenu}
          />
        ))}
        <DataTableBody
          {...props}
          {...{ columns, idPrefix, active, rowHeight, selection, rowWindow }}
          layerRef={layer}
          rows={table.getRowModel().rowsById}
        />
      </div>
      {menu.point && (
        <MenuAt point={menu.point} label="Acts" onClose={menu.close}>
          {props.rowMenu}
        </MenuAt>
      )}
    </>
  );
}

function tracksOf<Row>(
  columns: readonly DataTableColumn<Row>[],
  checkboxes: boolean,
  actionsWidth: number,
) {
  const tracks = columns.map(({ meta }) => meta?.track ?? 'auto');
  const widths = columns.map(({ meta }) => meta?.minWidth ?? 0);
  if (checkboxes) {
    tracks.unshift(`${CHECK_WIDTH}px`);
    widths.unshift(CHECK_WIDTH);
  }
  if (actionsWidth > 0) {
    tracks.push(`${actionsWidth}px`);
    widths.push(actionsWidth);
  }
  const minWidth = widths.reduce((sum, width) => sum + width, 0);
  return { '--columns': tracks.join(' '), '--min-width': `${minWidth}px` } as CSSProperties;
}

interface Place {
  readonly active: number;
  readonly total: number;
  readonly page: number;
}

/** Popups opened from a row bubble here through React, and buttons need their own Enter and space. */
function isForGrid(event: KeyboardEvent<HTMLElement>): boolean {
  const { target, currentTarget, nativeEvent } = event;
  if (event.defaultPrevented || nativeEvent.isComposing || isTextEntry(target)) return false;
  if (!(target instanceof HTMLElement) || !currentTarget.contains(target)) return false;
  return target === currentTarget || (event.key !== 'Enter' && event.key !== ' ');
}

/** False when the act has no taker here, so that the key goes on. */
function perform<Row>(
  step: Exclude<DataTableAct, { readonly act: 'menu' }>,
  props: DataTableProps<Row>,
  selection: DataTableSelection,
  { active }: Place,
): boolean {
  switch (step.act) {
    case 'move':
      props.onActiveIndexChange(step.to);
      if (step.extend && selection.enabled) selection.extend(active, step.to);
      return true;
    case 'select':
      if (selection.enabled) selection.toggle(active, step.extend);
      return selection.enabled;
    case 'selectAll':
      if (selection.enabled) selection.selectAll();
      return selection.enabled;
    case 'clear':
      if (selection.all === false) return false;
      selection.clear();
      return true;
    case 'peek':
      return show(props.onPeek, props.getRow(active), active);
    case 'open':
    default:
      return show(props.onOpen, props.getRow(active), active);
  }
}

function show<Row>(taker: DataTableProps<Row>['onOpen'], row: Row | undefined, index: number) {
  if (row !== undefined) taker?.(row, index);
  return taker !== undefined;
}
