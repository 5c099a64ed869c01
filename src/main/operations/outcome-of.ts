import { NAMED_AT_MOST, type Outcome } from '../../shared/contract/operations.ts';
import type { BatchResult } from './run-in-batches.ts';
import type { OperationResult } from './run-operation.ts';

/** What an act on many has to tell, its batches taken together. */
export function outcomeOf(
  result: BatchResult<Pick<Outcome, 'done' | 'skipped' | 'skippedCount'>>,
): Outcome {
  const { operationId, mailsQueued, values, cancelled, failed } = result;
  const count = values.reduce(
    (sum, { skipped, skippedCount = skipped.length }) => sum + skippedCount,
    0,
  );
  return {
    operationId,
    mailsQueued,
    done: values.reduce((sum, { done }) => sum + done, 0),
    skipped: values.flatMap(({ skipped }) => skipped).slice(0, NAMED_AT_MOST),
    ...(count > NAMED_AT_MOST ? { skippedCount: count } : {}),
    ...(cancelled ? { cancelled } : {}),
    ...(failed === null ? {} : { failed }),
  };
}

/** What an act on one has to tell; nothing was done where nothing was changed. */
export function outcomeOfOne({ operationId, mailsQueued }: OperationResult<unknown>): Outcome {
  return { operationId, done: operationId === null ? 0 : 1, skipped: [], mailsQueued };
}
