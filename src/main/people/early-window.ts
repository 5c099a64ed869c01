import type { Database } from '../db/open-database.ts';
import type { PeopleWindow, PeopleWindowRequest } from './people.ts';
import { isEverybody } from './recheck.ts';
import type { ReadSearch } from './read-searches.ts';
import { sqlCount, sqlWindow } from './sql-people.ts';

/** While there is no index yet, searches look at the newest so many people. */
const NEWEST = 20_000;

/** While the index is being made: of everybody where SQL has an order, else of the newest. */
export async function earlyWindow(
  db: Database,
  request: PeopleWindowRequest,
  { condition, clock }: ReadSearch,
): Promise<PeopleWindow> {
  const { column } = request.sort;
  const isWhole = isEverybody(condition) && (column === 'username' || column === 'email');
  const some = isWhole ? {} : { newest: NEWEST };
  const ids = await sqlWindow(db, { ...request, ...some, condition, clock });
  return { ids, total: isEverybody(condition) ? await sqlCount(db, condition) : null };
}
