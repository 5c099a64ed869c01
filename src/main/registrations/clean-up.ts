import { setImmediate } from 'node:timers/promises';

import { sql } from 'kysely';

import type { FrozenSelection } from '../../shared/contract/fields.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import type { Outcome } from '../../shared/contract/operations.ts';
import { TYPED_ABOVE } from '../../shared/contract/clean-up.ts';
import { isTyped } from '../../shared/is-typed.ts';
import { RefusedError } from '../../shared/errors.ts';
import { issuedCutoff, keyEnd } from '../accounts/registration-window.ts';
import { sparingReferred } from '../accounts/site-references.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { isOfProject } from '../db/project-database.ts';
import { actOnMany } from '../operations/act-on-many.ts';
import type { Actor } from '../operations/actor.ts';
import type { Judge } from '../operations/judge.ts';
import { planAct } from '../operations/plan.ts';
import { hasSetting, readSetting } from '../settings/settings-store.ts';
import { judgeSignUps } from './judge-sign-ups.ts';
import { readPendingRows } from './pending-rows.ts';
import type { RegistrationContext } from './registration-context.ts';
import { type RegistrationRecord, UNREADABLE } from './registration-record.ts';
import { removalRefusal, waitsForApproval } from './registration-rules.ts';
import { remove } from './remove-registrations.ts';

/** How many of those who would go are shown. */
const SAMPLE_SIZE = 200;
/** How many sign-ups are looked through before others are served. */
const LOOKED_THROUGH = 5_000;

/** Whom a clean-up takes and whom it leaves, and why. */
export interface CleanUpJudgement {
  /** The rule in words. */
  readonly rule: string;
  /** Who goes, the oldest first. */
  readonly ids: readonly number[];
  readonly goes: { reason: string; count: number }[];
  readonly leftOut: { reason: string; count: number; names: string[] }[];
}

/**
 * Who a clean-up would remove and whom it would leave, with the reason, before anything goes
 * (`cleanupregistration`, with the rule of django-registration-redux 2.5 made stricter).
 *
 * @param endedDays Only links that ended this many days ago or longer; 0 takes all that ended.
 */
export async function judgeCleanUp(
  { db, now }: Pick<RegistrationContext, 'db' | 'now'>,
  endedDays = 0,
): Promise<CleanUpJudgement> {
  const { activationDays } = await readSetting(db, 'registration');
  const candidates: number[] = [];
  for await (const some of unconfirmed(db, issuedCutoff(now(), activationDays))) {
    candidates.push(...some);
  }
  const ids: number[] = [];
  const goes = new Map<string, number>();
  const { skipped } = await planAct(db, {
    ids: candidates,
    judge: judgeEnded(now, endedDays),
    look(judged) {
      for (const { id, refusal, each } of judged) {
        if (refusal !== null) continue;
        ids.push(id);
        const why = reasonToGo(each);
        goes.set(why, (goes.get(why) ?? 0) + 1);
      }
    },
  });
  return {
    rule: await ruleInWords(db, activationDays, endedDays),
    ids,
    goes: [...goes].map(([reason, count]) => ({ reason, count })),
    leftOut: skipped,
  };
}

/** The judgement for a person to look at, with the set frozen that is then cleaned up. */
export async function planCleanUp(
  context: RegistrationContext,
  freeze: (ids: Float64Array) => FrozenSelection,
): Promise<OutputOf<'registrations.cleanUpPlan'>> {
  const { ids, leftOut, ...judgement } = await judgeCleanUp(context);
  const people = await peopleNamed(
    context.db,
    leftOut.flatMap(({ names }) => names),
  );
  return {
    ...judgement,
    leftOut: leftOut.map(({ reason, count, names }) => ({
      reason,
      count,
      people: people.filter(({ username }) => names.includes(username)),
    })),
    ...freeze(Float64Array.from(ids)),
    sample: await readPendingRows(context, ids.slice(0, SAMPLE_SIZE)),
  };
}

/** Whose user names these are, in the order in which they were made. */
async function peopleNamed(db: Database, names: readonly string[]) {
  return db
    .selectFrom('auth_user')
    .select(['id', 'username'])
    .where('username', 'in', keySet(names))
    .orderBy('id')
    .execute();
}

/**
 * Removes the frozen set. Each is judged again in the transaction that would remove it: who has
 * become protected meanwhile stays.
 */
export async function cleanUp(
  context: RegistrationContext,
  request: {
    readonly ids: readonly number[];
    readonly actor: Actor;
    readonly endedDays?: number;
    /** Leaves an entry in the log also when nobody went. */
    readonly isAlwaysTold?: boolean;
  },
): Promise<Outcome> {
  const { ids, actor, endedDays = 0, isAlwaysTold } = request;
  const judge = judgeEnded(context.now, endedDays);
  return actOnMany(
    context,
    { kind: 'registrations.cleanUp', ids, actor, judge, isAlwaysTold },
    (operation, chosen) => remove(context, operation, chosen),
  );
}

/**
 * Refuses a clean-up of many whose number was not typed.
 * @throws RefusedError `invalid-input`.
 */
export function guardTypedNumber(count: number, typed: string): void {
  if (count <= TYPED_ABOVE || isTyped(typed, String(count))) return;
  throw new RefusedError({
    code: 'invalid-input',
    message: `Type ${count} to go on. Nothing was changed.`,
    fields: { typed: [`Type ${count} to go on.`] },
  });
}

/** Whom a clean-up takes, by the settings as they are at that moment. */
function judgeEnded(now: () => Date, endedDays: number): Judge<RegistrationRecord> {
  return sparingReferred(async (db, ids) => {
    const { activationDays } = await readSetting(db, 'registration');
    return judgeSignUps(protection(now(), activationDays, endedDays))(db, ids);
  });
}

/** The rule of the clean-up: why a sign-up stays, or null when it goes. */
function protection(now: Date, activationDays: number, endedDays: number) {
  return (record: RegistrationRecord): string | null => {
    const refused = removalRefusal(record);
    if (refused !== null) return refused;
    if (waitsForApproval(record)) return 'Waits for approval.';
    if ([record.dateJoined, record.issuedAt].includes(UNREADABLE)) {
      return 'When it signed up can’t be read.';
    }
    if (keyEnd(record.issuedAt, activationDays) > now)
      return 'Signed up long enough ago, but a newer link still works.';
    return keyEnd(record.issuedAt, activationDays + endedDays) <= now
      ? null
      : `The link ended less than ${daysInWords(endedDays)} ago.`;
  };
}

function reasonToGo({ issuedAt, dateJoined }: RegistrationRecord): string {
  return issuedAt > dateJoined
    ? 'Never activated, and the new link ended too.'
    : 'Never activated, and the link ended.';
}

async function ruleInWords(
  db: Database,
  activationDays: number,
  endedDays: number,
): Promise<string> {
  const days = daysInWords(activationDays);
  const isProjects = await isOfProject(db);
  const from = isProjects ? 'they signed up' : 'it was sent';
  const when = endedDays === 0 ? '' : ` and ended at least ${daysInWords(endedDays)} ago`;
  const whose = isProjects ? ` ${await whoseDays(db, days)}` : '';
  return (
    `Sign-ups whose link ended, ${days} after ${from}${when}, and that ` +
    'were never activated. Nobody who is active, is staff, has ever signed in, waits for ' +
    `approval, was activated once or is referred to by a table of the site is taken.${whose}`
  );
}

/** Where the number comes from: what a Django project counts by is in none of its tables. */
async function whoseDays(db: Database, days: string): Promise<string> {
  const setting = 'ACCOUNT_ACTIVATION_DAYS in the project’s settings.py';
  return (await hasSetting(db, 'registration'))
    ? `The ${days} are those of Settings → Registration, and have to be ${setting}.`
    : `The ${days} are Gatehouse’s default: set them to ${setting} first, in Settings → Registration.`;
}

function daysInWords(days: number): string {
  return `${days} ${days === 1 ? 'day' : 'days'}`;
}

/** Everybody whose first link has ended without being used, protected or not, in pieces. */
async function* unconfirmed(db: Database, cutoff: string): AsyncGenerator<readonly number[], void> {
  let looked = LOOKED_THROUGH;
  for (let after = -Infinity; looked === LOOKED_THROUGH; await setImmediate()) {
    const { rows } = await sql<{ looked: number; last: number; ids: string }>`
      SELECT count(*) AS looked, max(id) AS last,
        json_group_array(id) FILTER (WHERE is_open AND date_joined <= ${cutoff}) AS ids
      FROM (SELECT profile.user_id AS id, auth_user.date_joined,
          profile.activated = 0 OR auth_user.is_active = 0 AS is_open
        FROM registration_registrationprofile AS profile
        CROSS JOIN auth_user ON auth_user.id = profile.user_id
        WHERE profile.user_id > ${after} ORDER BY profile.user_id LIMIT ${LOOKED_THROUGH})`.execute(
      db,
    );
    const [piece] = rows;
    looked = piece?.looked ?? 0;
    after = piece?.last ?? 0;
    yield JSON.parse(piece?.ids ?? '[]') as number[];
  }
}
