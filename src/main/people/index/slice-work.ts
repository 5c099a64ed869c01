import type { StoredColumn } from '../sql-order.ts';
import type { Slices } from './slices.ts';

/** What is waited for on a screen, what is told beside it, and what nobody waits for. */
const PLACES = ['first', 'beside', 'last'] as const;
type Place = (typeof PLACES)[number];

interface Job {
  readonly place: Place;
  readonly slices: Slices<unknown>;
  readonly done: (value: unknown) => void;
  readonly fail: (error: unknown) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs work in slices, the newest first, so that a key typed now never waits for the last one's,
 * nor rows for how many there are.
 */
export class SliceWork {
  readonly #jobs: Readonly<Record<Place, Job[]>> = { first: [], beside: [], last: [] };
  readonly #awaitOrder: (column: StoredColumn) => Promise<void>;
  #isRunning = false;
  #isEnded = false;

  /** @param awaitOrder Sees to an order, and tells when it is at hand. */
  constructor(awaitOrder: (column: StoredColumn) => Promise<void>) {
    this.#awaitOrder = awaitOrder;
  }

  /** @param given.signal Aborted when nobody waits any more: it is not gone on with. */
  run<Value>(
    slices: Slices<Value>,
    { place = 'first', signal }: { readonly place?: Place; readonly signal?: AbortSignal } = {},
  ): Promise<Value> {
    return new Promise<unknown>((done, fail) => {
      this.#add({ place, slices, done, fail, signal });
    }) as Promise<Value>;
  }

  /** Lets everything be as it is: what is asked and was asked is never answered. */
  end(): void {
    this.#isEnded = true;
    for (const place of PLACES) this.#jobs[place].length = 0;
  }

  #add(job: Job): void {
    if (this.#isEnded) return;
    const jobs = this.#jobs[job.place];
    // What nobody waits for is done in the order in which it came.
    if (job.place === 'last') jobs.unshift(job);
    else jobs.push(job);
    if (this.#isRunning) return;
    this.#isRunning = true;
    setImmediate(() => this.#slice());
  }

  #slice(): void {
    const place = PLACES.find((each) => this.#jobs[each].length > 0) ?? 'last';
    const job = this.#jobs[place].pop();
    if (!job) {
      this.#isRunning = false;
      return;
    }
    try {
      if (job.signal?.aborted) {
        leave(job);
        throw new Error('Nobody waits for this any more.');
      }
      const { done, value } = job.slices.next();
      if (done) job.done(value);
      else if (value === undefined) this.#jobs[job.place].push(job);
      else {
        const awaited = typeof value === 'string' ? this.#awaitOrder(value) : value;
        awaited
          .catch((error: unknown) => {
            leave(job);
            throw error;
          })
          .then(() => this.#add(job), job.fail);
      }
    } catch (error) {
      job.fail(error);
    }
    setImmediate(() => this.#slice());
  }
}

/** Others may wait for what it had begun to look for. */
function leave({ slices }: Job): void {
  slices.return(undefined);
}
