import { sql } from 'kysely';

import type { StartNotice, StartStatus } from '../../shared/contract/application.ts';
import type { ChosenDatabase } from '../db/chosen-database.ts';
import type { Database } from '../db/open-database.ts';
import { isOfProject } from '../db/project-database.ts';
import type { Operation } from '../operations/operation.ts';
import { DEFAULTS } from './settings.ts';
import { hasSetting, writeSetting } from './settings-store.ts';

/** Whether nobody has said here by which days a project's links count: none of its tables has them. */
export async function areDaysUnknown(db: Database): Promise<boolean> {
  return (await isOfProject(db)) && !(await hasSetting(db, 'registration'));
}

/** What there is to tell about the start by now: that they are unknown, too, for as long as they are. */
export async function startByNow({
  db,
  chosen,
  status,
}: {
  readonly db: Database;
  readonly chosen: Pick<ChosenDatabase, 'looksOnly'>;
  readonly status: () => StartStatus;
}): Promise<StartStatus> {
  const start = status();
  if (!(await areDaysUnknown(db))) return start;
  return { ...start, notices: [...start.notices, unknownDaysNotice(chosen.looksOnly)] };
}

function unknownDaysNotice(looksOnly: boolean): StartNotice {
  const { activationDays } = DEFAULTS.registration;
  const text =
    `How long links work in this project is not known: ${activationDays} days are assumed. ` +
    'It is ACCOUNT_ACTIVATION_DAYS in its settings.py. By it links end, and a clean-up takes who ' +
    `has not followed theirs: give it in Settings → ${looksOnly ? 'Database' : 'Registration'}.`;
  return { tone: 'warn', text };
}

/** Writes down by which days a project's links count, where that was unknown. */
export function noteActivationDays(operation: Operation, activationDays: number): Promise<void> {
  return writeSetting(operation, 'registration', { ...DEFAULTS.registration, activationDays });
}

/**
 * Lets a database that is only looked at count by these days: its settings are those laid over it
 * (`db/lay-over.ts`), or a copy of its own, unless Gatehouse has written them down in it meanwhile.
 */
export async function layDaysOver(db: Database, activationDays: number): Promise<void> {
  if (await hasSetting(db, 'registration')) return;
  await sql`CREATE TEMP TABLE IF NOT EXISTS gatehouse_setting AS
    SELECT * FROM main.gatehouse_setting`.execute(db);
  const value = JSON.stringify({ ...DEFAULTS.registration, activationDays });
  await sql`INSERT INTO temp.gatehouse_setting (name, value)
    VALUES ('registration', ${value})`.execute(db);
}
