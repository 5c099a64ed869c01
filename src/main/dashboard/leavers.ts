import { sql } from 'kysely';

import type { DaySpan } from '../../shared/contract/dashboard.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import type { Database } from '../db/open-database.ts';

type Leavers = OutputOf<'dashboard.funnel'>['gone'];

/**
 * How many of those who joined in a span of days have an account no more, each by the last act that
 * took them. Of whom nobody knew any more when they had joined, none is counted.
 */
export async function readLeavers(db: Database, span: DaySpan): Promise<Leavers> {
  const inTrash = await countInTrash(db, span);
  const gone = { mailed: 0, activated: 0, cleanedUp: 0, rejected: 0, deleted: 0, inTrash };
  for (const { way, count, activated, mailed } of await leaversByDay(db, span)) {
    gone[way] += count;
    gone.activated += activated;
    gone.mailed += mailed;
  }
  return gone;
}

/** How many of them can still come back. */
async function countInTrash(db: Database, { from, to }: DaySpan): Promise<number> {
  const { count } = await db
    .selectFrom('gatehouse_trash')
    .innerJoin('gatehouse_leaver', 'gatehouse_leaver.account_id', 'gatehouse_trash.account_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('joined', '>=', from)
    .where('joined', '<=', to)
    .where(sql<boolean>`joined = date(joined)`)
    .executeTakeFirstOrThrow();
  return count;
}

/** The same for each day that has any, and for each way by which they left. */
export function leaversByDay(db: Database, { from, to }: DaySpan) {
  return (
    db
      .selectFrom('gatehouse_leaver')
      .select(({ fn }) => [
        'joined as day',
        'way',
        fn.countAll<number>().as('count'),
        fn.sum<number>('was_active').as('activated'),
        fn.sum<number>('was_mailed').as('mailed'),
      ])
      .where(sql<boolean>`is_gone = 1`)
      .where('joined', '>=', from)
      .where('joined', '<=', to)
      // As the index has them.
      .groupBy(['joined', 'way'])
      // A `date_joined` that is no date, such as '2025-02-30', has no day on a chart.
      .having(sql<boolean>`joined = date(joined)`)
      .execute()
  );
}
