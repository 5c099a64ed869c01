import { sql } from 'kysely';

import type { Database } from '../db/open-database.ts';
import type { Actor } from '../operations/actor.ts';
import { runOperation } from '../operations/run-operation.ts';
import { DEFAULTS } from '../settings/settings.ts';
import { writeSetting } from '../settings/settings-store.ts';

/** Writes down by which days a project's links count, in a database without settings of ours. */
export async function noteActivationDays(
  db: Database,
  activationDays: number,
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<void> {
  await runOperation(db, { kind: 'settings.registration', actor, at }, (operation) =>
    writeSetting(operation, 'registration', { ...DEFAULTS.registration, activationDays }),
  );
}

/**
 * Lets a database that is only looked at count by these days: its settings are those laid over it
 * (`db/lay-over.ts`), unless Gatehouse has written to it meanwhile.
 */
export async function layDaysOver(db: Database, activationDays: number): Promise<void> {
  const { rows } = await sql`
    SELECT 1 FROM temp.sqlite_schema WHERE name = 'gatehouse_setting'`.execute(db);
  if (rows.length === 0) return;
  const value = JSON.stringify({ ...DEFAULTS.registration, activationDays });
  await sql`INSERT INTO temp.gatehouse_setting (name, value)
    VALUES ('registration', ${value})`.execute(db);
}
