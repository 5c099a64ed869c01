import type { RowId } from './data-table-columns.tsx';

/** The set with one id put in or taken out. */
export function toggleId(selection: ReadonlySet<RowId>, id: RowId): ReadonlySet<RowId> {
  const next = new Set(selection);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The set with every id between two places of the list put in, whichever comes first. */
export function addRange(
  selection: ReadonlySet<RowId>,
  idAt: (index: number) => RowId | undefined,
  [one, other]: readonly [number, number],
): ReadonlySet<RowId> {
  const next = new Set(selection);
  for (let index = Math.min(one, other); index <= Math.max(one, other); index += 1) {
    const id = idAt(index);
    if (id !== undefined) next.add(id);
  }
  return next;
}
