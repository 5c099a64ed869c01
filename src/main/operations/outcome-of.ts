import type { Outcome } from '../../shared/contract/operations.ts';
import type { BatchResult } from './run-in-batches.ts';

/** What an act on many has to tell, its batches taken together. */
export function outcomeOf(result: BatchResult<Pick<Outcome, 'done' | 'skipped'>>): Outcome {
  const { operationId, mailsQueued, values, cancelled, failed } = result;
  return {
    operationId,
    mailsQueued,
    done: values.reduce((sum, { done }) => sum + done, 0),
    skipped: values.flatMap(({ skipped }) => skipped),
    ...(cancelled ? { cancelled } : {}),
    ...(failed === null ? {} : { failed }),
  };
}
