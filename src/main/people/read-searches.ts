import { keepNewest } from '../../shared/keep-newest.ts';
import type { Database } from '../db/open-database.ts';
import type { PeopleSearch } from './people.ts';
import type { Condition, QueryClock } from './read-query.ts';
import type { PeopleSort } from './sql-order.ts';
import { readSearch } from './sql-people.ts';

/** What a search asks for, and the moment that it asks at. */
export interface ReadSearch {
  readonly condition: Condition;
  readonly clock: QueryClock;
}

const KEPT = 16;
/** For so long the windows and the count of one search are those of one moment, in milliseconds. */
const GOOD_MS = 5_000;

/**
 * Reads searches once for a few seconds, so that "younger than a year" has one meaning for all
 * windows of a list and the index need not find it again for each.
 */
export function createReadSearches(given: { readonly db: Database; readonly now: () => Date }) {
  const kept = new Map<string, Promise<ReadSearch>>();
  return {
    async get(search: PeopleSearch & { readonly sort?: PeopleSort }): Promise<ReadSearch> {
      const { query, waiting = false, sort } = search;
      const key = JSON.stringify([query, waiting, sort?.column === 'signals']);
      const known = await kept.get(key);
      const age = known ? given.now().getTime() - known.clock.now.getTime() : -1;
      if (known && age >= 0 && age < GOOD_MS) return known;
      kept.delete(key);
      const read = readSearch(given, search);
      read.catch(() => kept.delete(key));
      kept.set(key, read);
      keepNewest(kept, KEPT);
      return read;
    },
    clear: () => kept.clear(),
  };
}
