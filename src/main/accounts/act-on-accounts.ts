import type { Outcome } from '../../shared/contract/operations.ts';
import { actOnMany } from '../operations/act-on-many.ts';
import { atConsole } from '../operations/actor.ts';
import type { Operation } from '../operations/operation.ts';
import type { BatchContext } from '../operations/run-in-batches.ts';
import type { Person } from './account-guards.ts';
import type { AccountRecord } from './find-accounts.ts';
import { type AccountAct, judgeAccounts } from './judge-accounts.ts';

/**
 * The shape of every act of the console on accounts: do it for those that it is for in one operation,
 * and say who was skipped and why.
 */
export function actOnAccounts(
  context: BatchContext & { readonly now: () => Date },
  request: {
    readonly act: AccountAct;
    readonly ids: readonly number[];
    readonly person: Person;
    readonly detail?: Readonly<Record<string, unknown>>;
  },
  work: (operation: Operation, chosen: readonly AccountRecord[]) => Promise<void>,
): Promise<Outcome> {
  const { act, ids, person, detail = {} } = request;
  const kind = `accounts.${act}` as const;
  const judge = judgeAccounts(act, person);
  return actOnMany(context, { kind, ids, actor: atConsole(person), detail, judge }, work);
}
