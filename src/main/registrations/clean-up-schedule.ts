import type { OutputOf } from '../../shared/contract/index.ts';
import type { Outcome } from '../../shared/contract/operations.ts';
import type { Person } from '../accounts/account-guards.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { SYSTEM } from '../operations/actor.ts';
import type { CleanUpSettings } from '../settings/settings.ts';
import { saveSettings, type SettingsContext } from '../settings/settings-service.ts';
import { readSetting, writeSetting } from '../settings/settings-store.ts';
import { cleanUp, judgeCleanUp } from './clean-up.ts';
import type { RegistrationContext } from './registration-context.ts';

const MONDAY = 1;

/** Saves when clean-ups run. The first one is the next that is due from now on. */
export async function saveCleanUp(
  context: SettingsContext,
  person: Person,
  settings: Omit<CleanUpSettings, 'since'>,
): Promise<number | null> {
  const since = context.now().toISOString();
  return saveSettings(context, { kind: 'settings.cleanUp', person }, (operation) =>
    writeSetting(operation, 'cleanUp', { ...settings, since }),
  );
}

/**
 * The clean-up of the schedule, when one is due. Also one that found the application closed or the
 * computer asleep is made up for, once. It leaves an entry in the log even when nobody went.
 *
 * @returns Null when none was due.
 */
export async function runDueCleanUp(context: RegistrationContext): Promise<Outcome | null> {
  const settings = await readSetting(context.db, 'cleanUp');
  const around = instantsAround(settings, context.now());
  if (around === null || around.latest < (await heldSince(context.db, settings))) return null;
  const last = await lastRun(context.db);
  if (last !== null && last.at >= around.latest) return null;
  const { endedDays, mostPerRun } = settings;
  const { ids } = await judgeCleanUp(context, endedDays);
  return cleanUp(context, {
    ids: ids.slice(0, mostPerRun),
    actor: SYSTEM,
    endedDays,
    isAlwaysTold: true,
  });
}

/** When the schedule ran last, with what came of it, and when it runs next. */
export async function readCleanUpRuns({
  db,
  now,
}: Pick<RegistrationContext, 'db' | 'now'>): Promise<OutputOf<'registrations.cleanUpRuns'>> {
  const last = await lastRun(db);
  const around = instantsAround(await readSetting(db, 'cleanUp'), now());
  return {
    lastRun: last && { at: last.at.toISOString(), done: last.done, operationId: last.id },
    nextRun: around && around.next.toISOString(),
  };
}

/**
 * The instants of the schedule before and after one, by the clock on this computer's wall.
 * @returns Null when there is no schedule.
 */
export function instantsAround(
  { when, hour }: Pick<CleanUpSettings, 'when' | 'hour'>,
  at: Date,
): { readonly latest: Date; readonly next: Date } | null {
  if (when === 'off') return null;
  const latest = new Date(at.getFullYear(), at.getMonth(), at.getDate(), hour);
  if (latest > at) latest.setDate(latest.getDate() - 1);
  while (when === 'weekly' && latest.getDay() !== MONDAY) latest.setDate(latest.getDate() - 1);
  const next = new Date(latest);
  next.setDate(next.getDate() + (when === 'weekly' ? 7 : 1));
  return { latest, next };
}

/** Since when the schedule holds: since it was saved, or since its change was taken back. */
async function heldSince(db: Database, { since }: CleanUpSettings): Promise<Date> {
  const row = await db
    .selectFrom('gatehouse_operation as change')
    .innerJoin('gatehouse_operation as undo', 'undo.id', 'change.undone_by')
    .select('undo.at')
    .where('change.kind', '=', 'settings.cleanUp')
    .orderBy('undo.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const undone = parseDjangoDatetime(row?.at ?? null);
  const saved = new Date(since);
  return undone !== null && !(saved >= undone) ? undone : saved;
}

async function lastRun(db: Database) {
  const row = await db
    .selectFrom('gatehouse_operation')
    .select(['id', 'at', 'accounts'])
    .where('kind', '=', 'registrations.cleanUp')
    .where('via', '=', SYSTEM.via)
    .where('actor', '=', SYSTEM.label)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return { id: row.id, at: parseDjangoDatetime(row.at) ?? new Date(0), done: row.accounts };
}
