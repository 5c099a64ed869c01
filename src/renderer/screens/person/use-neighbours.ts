import {
  PENDING_ORDER,
  pendingSort,
  type PersonSearch,
  USERS_ORDER,
  usersSort,
} from '../../app/search-params.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

export interface Neighbours {
  /** Counted from 1; null for who was not reached through a list. */
  readonly place: number | null;
  readonly total: number | null;
  readonly goPrevious: (() => void) | undefined;
  readonly goNext: (() => void) | undefined;
  /** Whether the page was opened from a list. */
  readonly isOfList: boolean;
}

/** At least so many rows to each side of the remembered place are looked at: others come and go meanwhile. */
const AROUND = 20;

/** Who stands before and behind somebody in the list that the page was opened from. */
export function useNeighbours(
  id: number,
  search: PersonSearch,
  go: (id: number, at: number) => void,
): Neighbours {
  const { from, at, list: query = '', sort, order: direction } = search;
  // In steps, so that going from one to the next mostly asks for nothing new.
  const offset = Math.max(0, Math.floor((at ?? 0) / AROUND) - 1) * AROUND;
  const asked = { query, offset, limit: 3 * AROUND };
  const users = useQueryOf(
    'accounts.list',
    { ...asked, sort: usersSort.catch(USERS_ORDER).parse({ column: sort, direction }) },
    { enabled: at !== undefined && from === undefined },
  );
  const pending = useQueryOf(
    'registrations.list',
    { ...asked, sort: pendingSort.catch(PENDING_ORDER).parse({ column: sort, direction }) },
    { enabled: at !== undefined && from === 'pending' },
  );
  const { data } = from === 'pending' ? pending : users;
  const isOfList = at !== undefined;
  if (!isOfList || data === undefined) {
    return { place: null, total: null, goPrevious: undefined, goNext: undefined, isOfList };
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
    isOfList,
  };
}
