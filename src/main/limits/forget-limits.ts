import { DAY_MS } from '../../shared/durations.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { THROTTLE_MEMORY_MS } from './throttle.ts';

/** Levels leak away within a day, whatever their rule. */
const RATE_MEMORY_MS = DAY_MS;

/** Drops counters that count for nothing any more, so that made-up names can't fill the database. */
export async function forgetLimits(db: Database, now: Date): Promise<void> {
  const before = (ms: number) => toDjangoDatetime(new Date(now.getTime() - ms));
  await db
    .deleteFrom('gatehouse_throttle')
    .where('blocked_until', '<', before(THROTTLE_MEMORY_MS))
    .execute();
  await db.deleteFrom('gatehouse_rate').where('updated_at', '<', before(RATE_MEMORY_MS)).execute();
}
