import { findRow } from '../ui/find-row.ts';

/** Where one is in a list: the row, and the place it was last seen at. */
export interface Place {
  readonly index: number;
  /** Undefined until the row at this place has come. */
  readonly id: number | undefined;
}

export interface FollowedList<Row> {
  readonly total: number | undefined;
  readonly getRow: (index: number) => Row | undefined;
  /** False while a newer answer is on its way for some of the rows. */
  readonly settled: boolean;
}

/**
 * Keeps to the row when others come or go above it. When the row itself has gone, the one that took
 * its place is next. @returns the same object when nothing has moved.
 */
export function followRow<Row extends { readonly id: number }>(
  place: Place,
  { total = 0, getRow, settled }: FollowedList<Row>,
): Place {
  const { index, id } = place;
  if (id !== undefined) {
    const found = findRow((at) => getRow(at)?.id, id, index);
    if (found !== undefined) return found === index ? place : { index: found, id };
  }
  const next = Math.max(0, Math.min(index, total - 1));
  const row = settled ? getRow(next) : undefined;
  return row === undefined ? place : { index: next, id: row.id };
}
