import { sql } from 'kysely';

import type { Database } from '../db/open-database.ts';
import { IS_OF_PROJECT } from '../db/project-database.ts';
import type { ConsoleSettings } from './settings.ts';
import { readSetting } from './settings-store.ts';

/** Whether staff may only what Django permits them, as SQL. */
export const STAFF_FOLLOW_PERMISSIONS = sql<number>`coalesce((
  SELECT value ->> '$.staffFollowPermissions' FROM gatehouse_setting WHERE name = 'console'
), ${IS_OF_PROJECT})`;

/** Reads the console's own settings, with what holds as long as nobody has decided. */
export async function readConsole(db: Database): Promise<Required<ConsoleSettings>> {
  const { rows } = await sql<{ follow: number }>`
    SELECT ${STAFF_FOLLOW_PERMISSIONS} AS follow`.execute(db);
  return { ...(await readSetting(db, 'console')), staffFollowPermissions: rows[0]?.follow === 1 };
}
