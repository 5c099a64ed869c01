import { useState } from 'react';

/** How far around its old place a row is looked for after the list has changed. */
const REACH = 200;

interface RowsInPlace<Row> {
  readonly total: number | undefined;
  readonly getRow: (index: number) => Row | undefined;
}

interface Place {
  readonly activeIndex: number;
  readonly setActiveIndex: (index: number) => void;
}

interface Followed {
  readonly id: number | undefined;
  /** The filter under which it was chosen. */
  readonly filterKey: string;
}

/**
 * The active row, followed by its id: mails that arrive above it move its place, not what is read
 * or acted on. When it leaves the list, the row that took its place is active; under another filter
 * the first.
 */
export function useFollowedRow<Row extends { readonly id: number }>(
  { total = 0, getRow }: RowsInPlace<Row>,
  { activeIndex, setActiveIndex }: Place,
  { filterKey, firstId }: { readonly filterKey: string; readonly firstId: number | undefined },
) {
  const [followed, setFollowed] = useState<Followed>({ id: firstId, filterKey });
  const follow = (index: number) => {
    if (index !== activeIndex) setActiveIndex(index);
    setFollowed({ id: getRow(index)?.id, filterKey });
  };
  const index = Math.min(activeIndex, Math.max(0, total - 1));
  const row = getRow(index);
  if (row !== undefined && row.id !== followed.id) {
    const moved = followed.id === undefined ? undefined : indexNear(getRow, index, followed.id);
    if (moved !== undefined) setActiveIndex(moved);
    else follow(followed.id === undefined || followed.filterKey === filterKey ? index : 0);
  }
  return { row, follow };
}

function indexNear(
  getRow: (index: number) => { readonly id: number } | undefined,
  index: number,
  id: number,
): number | undefined {
  for (let distance = 1; distance <= REACH; distance += 1) {
    if (getRow(index + distance)?.id === id) return index + distance;
    if (index >= distance && getRow(index - distance)?.id === id) return index - distance;
  }
  return undefined;
}
