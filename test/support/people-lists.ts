import type { PeopleSort } from '../../src/main/people/sql-order.ts';
import { createSqlPeople } from '../../src/main/people/sql-people.ts';
import { readPendingRows } from '../../src/main/registrations/pending-rows.ts';
import type { Core } from './core.ts';

type Context = Pick<Core, 'db' | 'now' | 'disposableDomains'>;

/** Pending as its screen shows it: those who wait and match the query, the soonest end first. */
export async function pendingRows(context: Context, query = '', sort: PeopleSort = SOONEST) {
  const page = { sort, offset: 0, limit: 500 };
  const { ids } = await createSqlPeople(context).window({ query, waiting: true, ...page });
  return readPendingRows(context, ids);
}

/** How many wait and match the query. */
export function countPending(context: Context, query = ''): Promise<number> {
  return createSqlPeople(context).count({ query, waiting: true });
}

const SOONEST = { column: 'expiresAt', direction: 'ascending' } as const;
