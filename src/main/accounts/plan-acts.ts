import type { ActPlan } from '../../shared/contract/plans.ts';
import type { Database } from '../db/open-database.ts';
import { type Judged, planAct } from '../operations/plan.ts';
import { type Person, refusalFor, wouldLeaveNobody } from './account-guards.ts';
import { activationRefusal, deactivationRefusal, resetRefusal } from './act-refusals.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import { referenceRefusals } from './site-references.ts';

type AccountAct = 'activate' | 'deactivate' | 'delete' | 'sendReset';

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
    readonly act: AccountAct;
    readonly person: Person;
  },
): Promise<ActPlan> {
  const { ids, act, person } = request;
  const since = now().getTime() - RECENT_MS;
  const leaving = { active: 0, recent: 0, staff: 0, deactivatable: 0 };
  const plan = await planAct(ids, async (some) => {
    const rows = await db
      .selectFrom('auth_user')
      .select([
        'id',
        'username',
        'email',
        'password',
        'is_active',
        'is_staff',
        'is_superuser',
        'last_login',
      ])
      .where('id', 'in', keySet(some))
      .execute();
    const referred = act === 'delete' ? await referenceRefusals(db, some) : NOBODY;
    return rows.map((row): Judged => {
      const ownRefusal = refusalFor(person, row) ?? REFUSALS[act](row);
      const refusal = ownRefusal ?? referred.get(row.id) ?? null;
      if (ownRefusal === null && refusal !== null) leaving.deactivatable += row.is_active;
      if (refusal === null) {
        leaving.active += row.is_active;
        leaving.staff += row.is_staff;
        const signedIn = parseDjangoDatetime(row.last_login)?.getTime() ?? 0;
        if (signedIn >= since) leaving.recent += 1;
      }
      return { name: row.username, refusal, mail: act === 'sendReset' ? 'yes' : 'no' };
    });
  });
  if (act !== 'deactivate' && act !== 'delete') return plan;
  const self = ids.includes(person.id);
  return {
    ...plan,
    leaving: { ...leaving, self, lastAdministrator: await wouldLeaveNobody(db, ids) },
  };
}

const NOBODY: ReadonlyMap<number, string> = new Map();

const REFUSALS: Readonly<Record<AccountAct, typeof resetRefusal>> = {
  activate: activationRefusal,
  deactivate: deactivationRefusal,
  delete: () => null,
  sendReset: resetRefusal,
};
