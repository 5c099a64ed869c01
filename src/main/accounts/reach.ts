import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import {
  CAN_ADMINISTER,
  isYou,
  onlyOneLeft,
  type Person,
  wouldLeaveNobody,
} from './account-guards.ts';
import { type AccountAct, judgeAccounts } from './judge-accounts.ts';

/** An act on accounts as somebody asks for it. */
interface AskedAct {
  readonly act: AccountAct;
  readonly ids: readonly number[];
  readonly person: Person;
}

/** Whether the act would be done to whoever asks for it too. */
export async function reachesSelf(db: Database, asked: AskedAct): Promise<boolean> {
  const { ids, person } = asked;
  if (!ids.includes(person.id)) return false;
  return (await reached(db, asked, [person.id])).length > 0;
}

/** Whether all who can administer the site are among those to whom the act would be done. */
export async function reachesLast(db: Database, asked: AskedAct): Promise<boolean> {
  const administrators = await db
    .selectFrom('auth_user')
    .select('id')
    .where(CAN_ADMINISTER)
    .where('id', 'in', keySet(asked.ids))
    .execute();
  const ids = administrators.map(({ id }) => id);
  return wouldLeaveNobody(db, await reached(db, asked, ids));
}

/**
 * Keeps people from shutting themselves out by mistake.
 * @throws RefusedError `conflict` unless they have said that they mean themselves too.
 */
export async function guardSelf(
  db: Database,
  asked: AskedAct & { readonly includeSelf: boolean },
): Promise<void> {
  if (asked.includeSelf || !(await reachesSelf(db, asked))) return;
  throw isYou(asked.person);
}

/**
 * Keeps an act from taking its first part, where the whole would leave nobody who can administer the
 * site. Each part guards it again.
 * @throws RefusedError `conflict`.
 */
export async function guardLast(db: Database, asked: AskedAct): Promise<void> {
  if (await reachesLast(db, asked)) throw onlyOneLeft();
}

/** Those of some whom the act would not skip. */
async function reached(
  db: Database,
  { act, person }: AskedAct,
  some: readonly number[],
): Promise<readonly number[]> {
  if (some.length === 0) return [];
  const judged = await judgeAccounts(act, person)(db, some);
  return judged.flatMap(({ id, refusal }) => (refusal === null ? id : []));
}
