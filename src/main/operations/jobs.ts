import type { JobRow } from '../../shared/contract/jobs.ts';
import { RefusedError } from '../../shared/errors.ts';
import { describeSqliteError } from '../db/sqlite-error.ts';

/** Long work under way, as its doer sees it. */
export interface Job {
  /** Somebody has asked for its end; what is done stays done. */
  readonly isCancelled: boolean;
  /** So many are done by now. */
  advance(done: number): void;
  /** It can't go on because of an error. @returns Why, for a person; what was done stays done. */
  fail(error: unknown): string;
  /** Takes it from the list. To be called however it ends. */
  end(): void;
}

/** The long work under way, for whoever waits for it or wants it to stop. */
export interface Jobs {
  start(given: {
    /** What is being done, to how many: "Activating 10,000 accounts". */
    readonly title: string;
    readonly total: number;
    readonly cancellable: boolean;
  }): Job;
  list(): readonly JobRow[];
  /** @throws RefusedError `not-found` when it has ended, `conflict` when it can’t be stopped. */
  cancel(id: number): void;
  /** Ends all that can be stopped, also what begins from now on; resolves the next time that none is left. */
  stop(): Promise<void>;
}

/** How often progress is told at the most, in milliseconds. */
const TOLD_EVERY_MS = 100;

/**
 * Keeps the list in memory: work ends with the process that does it.
 * @param given.onError Told of errors that ended one, except refusals.
 */
export function createJobs(given: {
  readonly now: () => Date;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}): Jobs {
  const { now, onChange, onError } = given;
  const running = new Map<number, { row: JobRow; isCancelled: boolean }>();
  /** Resolves when none is left, the next time. */
  let allEnded = Promise.withResolvers<void>();
  let isStopping = false;
  let lastId = 0;
  let toldAt = -Infinity;
  return {
    start({ title, total, cancellable }) {
      lastId += 1;
      const id = lastId;
      const startedAt = now().toISOString();
      const own = {
        row: { id, title, total, cancellable, startedAt, done: 0 },
        isCancelled: isStopping && cancellable,
      };
      running.set(id, own);
      onChange();
      return {
        get isCancelled() {
          return own.isCancelled;
        },
        advance(done) {
          own.row = { ...own.row, done };
          if (performance.now() - toldAt < TOLD_EVERY_MS) return;
          toldAt = performance.now();
          onChange();
        },
        fail(error) {
          if (!(error instanceof RefusedError)) onError(error);
          return reasonOf(error);
        },
        end() {
          running.delete(id);
          onChange();
          if (running.size > 0) return;
          allEnded.resolve();
          allEnded = Promise.withResolvers();
        },
      };
    },
    list: () => [...running.values()].map(({ row }) => row),
    cancel(id) {
      const found = running.get(id);
      if (!found) {
        throw new RefusedError({ code: 'not-found', message: 'This has ended already.' });
      }
      if (!found.row.cancellable) {
        throw new RefusedError({
          code: 'conflict',
          message: 'This can’t be stopped half-way. Wait for its end.',
        });
      }
      found.isCancelled = true;
      onChange();
    },
    async stop() {
      isStopping = true;
      for (const job of running.values()) job.isCancelled = job.row.cancellable;
      if (running.size > 0) await allEnded.promise;
    },
  };
}

/** An error's cause and what to do, without the consequence, which here is another. */
function reasonOf(error: unknown): string {
  const failure = error instanceof RefusedError ? error.failure : describeSqliteError(error);
  if (!failure)
    return 'Something in Gatehouse went wrong. It was written to gatehouse.log in the data folder.';
  const cause = failure.message.replace(' Nothing was changed.', '');
  return failure.advice === undefined ? cause : `${cause} ${failure.advice}`;
}
