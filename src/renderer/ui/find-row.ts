import type { RowId } from './data-table-columns.tsx';

/** Two pages of a list, which is all that is ever loaded of it. */
const REACH = 400;

/** Where a row is now, looked for outwards from where it was; undefined when it is not loaded. */
export function findRow(
  idAt: (index: number) => RowId | undefined,
  id: RowId,
  near: number,
): number | undefined {
  for (let away = 0; away <= REACH; away += 1) {
    if (idAt(near + away) === id) return near + away;
    if (away <= near && idAt(near - away) === id) return near - away;
  }
  return undefined;
}
