import type { ActPlan } from '../../shared/contract/plans.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { planAct } from '../operations/plan.ts';
import { type Person, refusalFor } from './account-guards.ts';
import { type AccountAct, judgeAccounts } from './judge-accounts.ts';
import { reachesLast, reachesSelf } from './reach.ts';

/** How long ago a sign-in is still one of late. */
const RECENT_MS = 30 * DAY_MS;

/**
 * What an act on accounts would do: to how many, with how many mails, who would be skipped, and what
 * there is to know of those whom it would take away or lock out.
 */
export async function planAccountAct(
  { db, now }: { readonly db: Database; readonly now: () => Date },
  request: {
    readonly ids: readonly number[];
    readonly act: Exclude<AccountAct, 'requireNewPassword'>;
    readonly person: Person;
  },
): Promise<ActPlan> {
  const { ids, act, person } = request;
  const since = now().getTime() - RECENT_MS;
  const leaving = { active: 0, recent: 0, staff: 0, deactivatable: 0 };
  const plan = await planAct(db, {
    ids,
    judge: judgeAccounts(act, person),
    mailTo: () => (act === 'sendReset' ? 'yes' : 'no'),
    look(judged) {
      for (const { refusal, each } of judged) {
        if (refusal === null) {
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
  return { ...plan, leaving: { ...leaving, self, lastAdministrator } };
}
