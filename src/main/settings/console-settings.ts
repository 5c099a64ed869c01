import { sql } from 'kysely';

import type { Database } from '../db/open-database.ts';
import { IS_OF_PROJECT } from '../db/project-database.ts';
import type { Operation } from '../operations/operation.ts';
import type { ConsoleSettings } from './settings.ts';
import { readSetting, writeSetting } from './settings-store.ts';

const DECIDED = sql`json_type(value, '$.staffFollowPermissions')`;

/** Whether staff may only what Django permits them, as SQL; so too where what is stored is not understood. */
export const STAFF_FOLLOW_PERMISSIONS = sql<number>`coalesce((
  SELECT CASE WHEN NOT json_valid(value) THEN 1
    WHEN json_type(value) != 'object' THEN 1
    WHEN ${DECIDED} IS NOT NULL THEN ${DECIDED} != 'false' END
  FROM gatehouse_setting WHERE name = 'console'
), ${IS_OF_PROJECT})`;

/** Reads the console's own settings, with what holds as long as nobody has decided. */
export async function readConsole(db: Database): Promise<Required<ConsoleSettings>> {
  const { rows } = await sql<{ follow: number }>`
    SELECT ${STAFF_FOLLOW_PERMISSIONS} AS follow`.execute(db);
  return { ...(await readSetting(db, 'console')), staffFollowPermissions: rows[0]?.follow === 1 };
}

/**
 * Writes the console's own settings within an operation. Whoever sends back what holds while nobody
 * has decided has not decided either.
 */
export async function writeConsole(operation: Operation, settings: ConsoleSettings): Promise<void> {
  const { staffFollowPermissions, ...others } = settings;
  const stored = await readSetting(operation.db, 'console');
  const isDecided =
    stored.staffFollowPermissions !== undefined ||
    staffFollowPermissions !== (await readConsole(operation.db)).staffFollowPermissions;
  await writeSetting(operation, 'console', isDecided ? settings : others);
}
