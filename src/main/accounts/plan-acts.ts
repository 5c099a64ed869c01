import type { ActPlan } from '../../shared/contract/plans.ts';
import type { Database } from '../db/open-database.ts';
import { type Judged, planAct } from '../operations/plan.ts';
import { keySet } from '../operations/row-store.ts';
import { type Person, refusalFor } from './account-guards.ts';
import { activationRefusal, deactivationRefusal, resetRefusal } from './act-refusals.ts';
import { referenceRefusals } from './site-references.ts';

type AccountAct = 'activate' | 'deactivate' | 'delete' | 'sendReset';

/** What an act on accounts would do: to how many, with how many mails, and who would be skipped. */
export function planAccountAct(
  db: Database,
  request: {
    readonly ids: readonly number[];
    readonly act: AccountAct;
    readonly person: Person;
  },
): Promise<ActPlan> {
  const { ids, act, person } = request;
  return planAct(ids, async (some) => {
    const rows = await db
      .selectFrom('auth_user')
      .select(['id', 'username', 'email', 'password', 'is_active', 'is_staff', 'is_superuser'])
      .where('id', 'in', keySet(some))
      .execute();
    const referred = act === 'delete' ? await referenceRefusals(db, some) : NOBODY;
    return rows.map((row): Judged => ({
      name: row.username,
      refusal: refusalFor(person, row) ?? REFUSALS[act](row) ?? referred.get(row.id) ?? null,
      mail: act === 'sendReset' ? 'yes' : 'no',
    }));
  });
}

const NOBODY: ReadonlyMap<number, string> = new Map();

interface Judging {
  readonly is_active: number;
  readonly password: string;
  readonly email: string;
}

const REFUSALS: Readonly<Record<AccountAct, (row: Judging) => string | null>> = {
  activate: activationRefusal,
  deactivate: deactivationRefusal,
  delete: () => null,
  sendReset: resetRefusal,
};
