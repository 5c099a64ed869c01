import { NAMED_AT_MOST, type Outcome } from '../../shared/contract/operations.ts';
import { IS_GONE, type Judge } from './judge.ts';
import type { Operation } from './operation.ts';
import { outcomeOf } from './outcome-of.ts';
import { type BatchContext, runInBatches } from './run-in-batches.ts';
import type { AskedOperation } from './run-operation.ts';

/** An act on many accounts, and how it is judged for whom of them it is. */
type ActOnMany<Each> = AskedOperation & {
  readonly ids: readonly number[];
  readonly judge: Judge<Each>;
  /** Leaves an entry in the log also when all were skipped. */
  readonly isAlwaysTold?: boolean | undefined;
};

/**
 * The shape of every act on many: judge each in the transaction that acts on it, act on the chosen,
 * and name the rest, also those who are gone.
 *
 * @throws Whatever the act throws before anything was done.
 */
export async function actOnMany<Each>(
  context: BatchContext & { readonly now: () => Date },
  { ids, judge, isAlwaysTold = false, ...asked }: ActOnMany<Each>,
  act: (operation: Operation, chosen: readonly Each[]) => Promise<void>,
): Promise<Outcome> {
  const request = { ...asked, at: context.now(), items: ids };
  const result = await runInBatches(context, request, async (operation, { items }) => {
    const judged = await judge(operation.db, items);
    const chosen: Each[] = [];
    const skipped: Outcome['skipped'] = [];
    for (const { id, name, refusal, each } of judged) {
      if (refusal === null) chosen.push(each);
      else skipped.push({ id, name, reason: refusal });
    }
    const known = new Set(judged.map(({ id }) => id));
    for (const id of items) {
      if (!known.has(id)) skipped.push({ id, name: `#${id}`, reason: IS_GONE });
    }
    if (isAlwaysTold) operation.attest();
    if (chosen.length > 0) await act(operation, chosen);
    const named = skipped.slice(0, NAMED_AT_MOST);
    return { done: chosen.length, skipped: named, skippedCount: skipped.length };
  });
  return outcomeOf(result);
}
