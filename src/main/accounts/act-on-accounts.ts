import type { Outcome } from '../../shared/contract/operations.ts';
import { actOnMany } from '../operations/act-on-many.ts';
import { atConsole } from '../operations/actor.ts';
import type { Operation } from '../operations/operation.ts';
import type { Kept } from '../operations/operation-kinds.ts';
import type { BatchContext } from '../operations/run-in-batches.ts';
import type { AskedOperation } from '../operations/run-operation.ts';
import type { Person } from './account-guards.ts';
import type { AccountRecord } from './find-accounts.ts';
import { type AccountAct, judgeAccounts } from './judge-accounts.ts';

/** An act, and what is to be kept of it. */
type ActWithDetail<Act extends AccountAct = AccountAct> = Act extends AccountAct
  ? Kept<`accounts.${Act}`> & { readonly act: Act }
  : never;

/**
 * The shape of every act of the console on accounts: do it for those that it is for in one operation,
 * and say who was skipped and why.
 */
export function actOnAccounts(
  context: BatchContext & { readonly now: () => Date },
  request: ActWithDetail & { readonly ids: readonly number[]; readonly person: Person },
  work: (operation: Operation, chosen: readonly AccountRecord[]) => Promise<void>,
): Promise<Outcome> {
  const { act, ids, person, detail } = request;
  const asked = { kind: `accounts.${act}`, detail, actor: atConsole(person) } as AskedOperation;
  return actOnMany(context, { ...asked, ids, judge: judgeAccounts(act, person) }, work);
}
