import { setImmediate } from 'node:timers/promises';

import { putOnDisk } from '../db/later-on-disk.ts';
import type { Database } from '../db/open-database.ts';
import { jobTitle } from './describe-operation.ts';
import type { Jobs } from './jobs.ts';
import type { Operation } from './operation.ts';
import { type OperationRequest, type OperationResult, runPart } from './run-operation.ts';

/** How many items one transaction is for: others wait that long and no longer. */
export const BATCH_SIZE = 2_000;

/** What an act on many needs beside its own. */
export interface BatchContext {
  readonly db: Database;
  readonly jobs: Jobs;
}

/** A part of the items of an act. */
export interface Batch<Item> {
  readonly items: readonly Item[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

export interface BatchResult<Value> {
  /** Null when nothing was changed and nothing was mailed. */
  readonly operationId: number | null;
  readonly mailsQueued: number;
  /** What the work gave for each batch. */
  readonly values: readonly Value[];
  /** Somebody stopped it; the batches so far stay, under the operation. */
  readonly cancelled: boolean;
  /** Why it could not go on after some batches, which stay, under the operation; or null. */
  readonly failed: string | null;
}

/**
 * An operation on many, in transactions of two thousand, so that others are served in between. Each
 * is whole with its log and its mails; together they are one operation, to be undone as one, also
 * when it was stopped, failed or the process ended half-way. All of it is on disk at the end.
 *
 * @param request.items Whom or what it is for; none make one empty batch.
 * @param request.cancellable Whether half of it is worth keeping; true when left out.
 * @throws Whatever the work throws before anything was done; after that, it is told as the result.
 */
export async function runInBatches<Item, Value>(
  { db, jobs }: BatchContext,
  request: OperationRequest & { readonly items: readonly Item[]; readonly cancellable?: boolean },
  work: (operation: Operation, batch: Batch<Item>) => Promise<Value>,
): Promise<BatchResult<Value>> {
  const { items, cancellable = true } = request;
  const total = items.length;
  const isWhole = total <= BATCH_SIZE;
  const job = isWhole
    ? null
    : jobs.start({ title: jobTitle(request.kind, total), total, cancellable });
  const values: Value[] = [];
  let operationId: number | null = null;
  let mailsQueued = 0;
  const result = (how: { readonly cancelled?: boolean; readonly failed?: string } = {}) => ({
    operationId,
    mailsQueued,
    values,
    cancelled: false,
    failed: null,
    ...how,
  });
  try {
    for (let start = 0; start === 0 || start < total; start += BATCH_SIZE) {
      if (start > 0) await setImmediate();
      if (job?.isCancelled) return result({ cancelled: true });
      const end = Math.min(start + BATCH_SIZE, total);
      const batch = { items: items.slice(start, end), isFirst: start === 0, isLast: end === total };
      const which = { id: operationId, isWhole };
      const part: OperationResult<Value> = await runPart(db, request, which, (operation) =>
        work(operation, batch),
      );
      values.push(part.value);
      operationId = part.operationId;
      mailsQueued += part.mailsQueued;
      job?.advance(end);
    }
    return result();
  } catch (error) {
    if (job === null || operationId === null) throw error;
    return result({ failed: job.fail(error) });
  } finally {
    if (!isWhole) await putOnDisk(db);
    job?.end();
  }
}
