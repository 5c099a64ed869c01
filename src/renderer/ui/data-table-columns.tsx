import { metaHelper, tableFeatures, type ColumnDef } from '@tanstack/react-table';
import type { ReactNode } from 'react';

export type RowId = string | number;

export interface DataTableSort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

interface DataColumnMeta {
  readonly label: string;
  /** A CSS grid track and the least room it needs, in pixels. */
  readonly track: string;
  readonly minWidth: number;
  readonly align: 'start' | 'end';
  readonly sortable: boolean;
  readonly sortsFirst: DataTableSort['direction'];
  readonly leaves: number;
  readonly extra: boolean;
}

export interface DataColumn<Row> {
  readonly id: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** Pixels, or the share of the room that is left with its smallest width in pixels. */
  readonly width: number | { readonly share: number; readonly min: number };
  /** Numbers go to the end. */
  readonly align?: 'start' | 'end' | undefined;
  readonly sortable?: boolean | undefined;
  /** How the first press sorts: of moments the newest is looked for. */
  readonly sortsFirst?: DataTableSort['direction'] | undefined;
  /** Lets the column leave when the room is short, the lowest number first. */
  readonly leaves?: number | undefined;
  /** Shown only to who chooses it. */
  readonly extra?: boolean | undefined;
}

export const dataTableFeatures = tableFeatures({ columnMeta: metaHelper<DataColumnMeta>() });

/** One loaded row of the window that is drawn, with its place in the whole list. */
export interface PlacedRow<Row> {
  readonly index: number;
  readonly row: Row;
}

export type DataTableColumn<Row> = ColumnDef<typeof dataTableFeatures, PlacedRow<Row>>;

/** Call it at module scope: a table keeps its column model as long as the array is the same. */
export function defineColumns<Row>(
  columns: readonly DataColumn<Row>[],
): readonly DataTableColumn<Row>[] {
  return columns.map((column) => ({
    id: column.id,
    header: column.label,
    cell: (context) => column.cell(context.row.original.row),
    meta: {
      label: column.label,
      ...trackOf(column.width),
      align: column.align ?? 'start',
      sortable: column.sortable ?? false,
      sortsFirst: column.sortsFirst ?? 'ascending',
      leaves: column.leaves ?? Number.POSITIVE_INFINITY,
      extra: column.extra ?? false,
    },
  }));
}

function trackOf(width: DataColumn<never>['width']): Pick<DataColumnMeta, 'track' | 'minWidth'> {
  return typeof width === 'number'
    ? { track: `${width}px`, minWidth: width }
    : { track: `minmax(${width.min}px, ${width.share}fr)`, minWidth: width.min };
}
