import { keepPreviousData } from '@tanstack/react-query';

import type { PersonSearch } from '../../app/search-params.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

export interface Neighbours {
  /** Counted from 1; null for who was not reached through a list. */
  readonly place: number | null;
  readonly total: number | null;
  readonly goPrevious: (() => void) | undefined;
  readonly goNext: (() => void) | undefined;
}

/** How many rows around the remembered place are looked at: others come and go meanwhile. */
const AROUND = 20;

/** Who stands before and behind somebody in the list that the page was opened from. */
export function useNeighbours(
  id: number,
  search: PersonSearch,
  go: (id: number, at: number) => void,
): Neighbours {
  const { at, list = '', sort = 'username', order = 'ascending' } = search;
  const offset = Math.max(0, (at ?? 0) - AROUND);
  const { data } = useQueryOf(
    'accounts.list',
    { query: list, sort: { column: sort, direction: order }, offset, limit: 2 * AROUND + 1 },
    { enabled: at !== undefined, placeholderData: keepPreviousData },
  );
  if (at === undefined || data === undefined) {
    return { place: null, total: null, goPrevious: undefined, goNext: undefined };
  }
  const found = data.rows.findIndex((row) => row.id === id);
  // Who has left the list meanwhile still has the ones beside their old place.
  const index = found === -1 ? at - offset : found;
  const way = (step: number) => {
    const row = data.rows[index + step];
    return row && (() => go(row.id, offset + index + step));
  };
  return {
    place: offset + index + 1,
    total: data.total,
    goPrevious: way(-1),
    goNext: way(found === -1 ? 0 : 1),
  };
}
