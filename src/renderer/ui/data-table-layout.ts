import type { DataTableColumn } from './data-table-columns.tsx';

/** How a person has arranged a table. */
export interface DataTableLayout {
  /** The columns shown, in order; null shows all that there is room for. */
  readonly columns: readonly string[] | null;
  /** Of columns that were made wider or narrower, in pixels. */
  readonly widths: Readonly<Record<string, number>>;
  readonly rows: 'compact' | 'comfortable';
}

export const PLAIN_LAYOUT: DataTableLayout = { columns: null, widths: {}, rows: 'compact' };

export const ROW_HEIGHTS = { compact: 32, comfortable: 40 } as const;

const MIN_WIDTH = 56;
const MAX_WIDTH = 720;

/** The columns as arranged; as long as nobody chose them, those that may leave do for want of room. */
export function arrangeColumns<Row>(
  columns: readonly DataTableColumn<Row>[],
  { columns: chosen, widths }: DataTableLayout,
  room: number,
): readonly DataTableColumn<Row>[] {
  const known = chosen?.flatMap((id) => columns.find((column) => column.id === id) ?? []) ?? [];
  const sized = (known.length > 0 ? known : columns.filter(isShownAtFirst)).map((column) =>
    withWidth(column, widths[column.id ?? '']),
  );
  return known.length > 0 ? sized : columnsThatFit(sized, room);
}

/** The labels of columns that nobody took away and that the room is too short for. */
export function columnsWithoutRoom<Row>(
  columns: readonly DataTableColumn<Row>[],
  { columns: chosen }: DataTableLayout,
  shown: readonly DataTableColumn<Row>[],
): readonly string[] {
  if (chosen !== null) return [];
  return columns
    .filter((column) => isShownAtFirst(column) && shown.every(({ id }) => id !== column.id))
    .map(({ id = '', meta }) => meta?.label ?? id);
}

function isShownAtFirst<Row>({ meta }: DataTableColumn<Row>): boolean {
  return meta?.extra !== true;
}

function withWidth<Row>(
  column: DataTableColumn<Row>,
  width: number | undefined,
): DataTableColumn<Row> {
  if (width === undefined || !column.meta) return column;
  return { ...column, meta: { ...column.meta, track: `${width}px`, minWidth: width } };
}

/** The columns that fit into a width in pixels; those that may leave do so one by one. */
function columnsThatFit<Row>(
  columns: readonly DataTableColumn<Row>[],
  width: number,
): readonly DataTableColumn<Row>[] {
  const room = columns.reduce((sum, { meta }) => sum + (meta?.minWidth ?? 0), 0);
  const first = Math.min(...columns.map(leavingOrder));
  if (room <= width || first === Number.POSITIVE_INFINITY) return columns;
  return columnsThatFit(
    columns.filter((column) => leavingOrder(column) !== first),
    width,
  );
}

function leavingOrder<Row>({ meta }: DataTableColumn<Row>): number {
  return meta?.leaves ?? Number.POSITIVE_INFINITY;
}

/** @param width In pixels; kept to what can still be read and still be seen. */
export function resized(layout: DataTableLayout, id: string, width: number): DataTableLayout {
  const within = Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)));
  return { ...layout, widths: { ...layout.widths, [id]: within } };
}

/** With the column as wide as nobody wished it. */
export function unsized(layout: DataTableLayout, id: string): DataTableLayout {
  const { [id]: _, ...widths } = layout.widths;
  return { ...layout, widths };
}

/** @param shown The columns as they stand now. @param to The place among them. */
export function moved(
  layout: DataTableLayout,
  shown: readonly string[],
  id: string,
  to: number,
): DataTableLayout {
  const others = shown.filter((other) => other !== id);
  const columns = [...others.slice(0, Math.max(0, to)), id, ...others.slice(Math.max(0, to))];
  return { ...layout, columns };
}

/** Shows a column at the end, or takes it away; the last one stays. */
export function toggled(
  layout: DataTableLayout,
  shown: readonly string[],
  id: string,
): DataTableLayout {
  const without = shown.filter((other) => other !== id);
  if (without.length === shown.length) return { ...layout, columns: [...shown, id] };
  return without.length === 0 ? layout : { ...layout, columns: without };
}
