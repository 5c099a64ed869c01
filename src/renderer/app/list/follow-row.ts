import { findRow } from '../../ui/find-row.ts';

/** Where one is in a list: the row, and the place it was last seen at. */
export interface Place {
  readonly index: number;
  /** Undefined until the row at this place has come. */
  readonly id: number | undefined;
  /** The ids as they stood then, to know who came after it. */
  readonly idAt?: ((index: number) => number | undefined) | undefined;
}

export interface FollowedList<Row> {
  readonly total: number | undefined;
  readonly getRow: (index: number) => Row | undefined;
  /** False while a newer answer is on its way for some of the rows. */
  readonly settled: boolean;
}

/**
 * Keeps to the row when others come or go above it. When the row itself has gone, the first that
 * stood below it and is still there is next. @returns the same object when nothing has moved.
 */
export function followRow<Row extends { readonly id: number }>(
  place: Place,
  { total = 0, getRow, settled }: FollowedList<Row>,
): Place {
  const { index, id } = place;
  const idAt = (at: number) => getRow(at)?.id;
  if (id !== undefined) {
    const found = findRow(idAt, id, index);
    const stays = found === index && (!settled || place.idAt?.(index + 1) === idAt(index + 1));
    if (found !== undefined) return stays ? place : { index: found, id, idAt };
  }
  if (!settled || total === 0) return place;
  const next = indexOfNext(place, idAt) ?? Math.max(0, Math.min(index, total - 1));
  const nextId = idAt(next);
  return nextId === undefined ? place : { index: next, id: nextId, idAt };
}

/** Where the first of those is that stood below; undefined when none of them is known to be there. */
function indexOfNext(
  { index, idAt: idBefore }: Place,
  idAt: (index: number) => number | undefined,
): number | undefined {
  for (let at = index + 1; ; at += 1) {
    const id = idBefore?.(at);
    if (id === undefined) return undefined;
    const found = findRow(idAt, id, index);
    if (found !== undefined) return found;
  }
}
