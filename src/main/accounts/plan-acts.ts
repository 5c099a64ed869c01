import type { ActPlan } from '../../shared/contract/plans.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { keepsProfiles } from '../db/project-database.ts';
import { planAct } from '../operations/plan.ts';
import type { AccountClock } from './account-rows.ts';
import { type Person, refusalFor } from './account-guards.ts';
import { type AccountAct, judgeAccounts } from './judge-accounts.ts';
import { reachesLast, reachesSelf } from './reach.ts';
import { issuedCutoff, keyEnd } from './registration-window.ts';

/** How long ago a sign-in is still one of late. */
const RECENT_MS = 30 * DAY_MS;

/**
 * What an act on accounts would do: to how many, with how many mails, who would be skipped, and what
 * there is to know of those whom it would take away or lock out.
 */
export async function planAccountAct(
  {
    db,
    now,
    activationDays,
  }: { readonly db: Database; readonly now: () => Date } & Pick<AccountClock, 'activationDays'>,
  request: {
    readonly ids: readonly number[];
    readonly act: Exclude<AccountAct, 'requireNewPassword'>;
    readonly person: Person;
  },
): Promise<ActPlan> {
  const { ids, act, person } = request;
  const since = now().getTime() - RECENT_MS;
  const leaving = { active: 0, recent: 0, staff: 0, deactivatable: 0 };
  const reached: number[] = [];
  const plan = await planAct(db, {
    ids,
    judge: judgeAccounts(act, person),
    mailTo: () => (act === 'sendReset' ? 'yes' : 'no'),
    look(judged) {
      for (const { refusal, each } of judged) {
        if (refusal === null) {
          reached.push(each.id);
          leaving.active += each.is_active;
          leaving.staff += each.is_staff;
          const signedIn = parseDjangoDatetime(each.last_login)?.getTime() ?? 0;
          if (signedIn >= since) leaving.recent += 1;
        } else if (act === 'delete' && refusalFor(person, each) === null) {
          leaving.deactivatable += each.is_active;
        }
      }
    },
  });
  if (act !== 'deactivate' && act !== 'delete') return plan;
  const self = await reachesSelf(db, request);
  const lastAdministrator = await reachesLast(db, request);
  const clock = { now: now(), activationDays };
  const oldLinks = act === 'deactivate' ? await readOldLinks(db, reached, clock) : {};
  return { ...plan, leaving: { ...leaving, ...oldLinks, self, lastAdministrator } };
}

/**
 * Counts whom a signed link may let in again: django-registration 3 looks at nothing but whether the
 * account is active, and at the days since the link was made, which is when somebody joined. Where
 * the site keeps profiles, a used key opens nothing.
 */
async function readOldLinks(
  db: Database,
  ids: readonly number[],
  { now, activationDays }: AccountClock,
): Promise<Pick<NonNullable<ActPlan['leaving']>, 'byOldLink'>> {
  if (await keepsProfiles(db)) return {};
  const { count, last } = await db
    .selectFrom('auth_user')
    .select((build) => [
      build.fn.countAll<number>().as('count'),
      build.fn.max('date_joined').as('last'),
    ])
    .where('id', 'in', keySet(ids))
    .where('is_active', '=', 1)
    .where('date_joined', '>', issuedCutoff(now, activationDays))
    .executeTakeFirstOrThrow();
  const joined = parseDjangoDatetime(last);
  if (joined === null) return {};
  return { byOldLink: { count, until: keyEnd(joined, activationDays).toISOString() } };
}
