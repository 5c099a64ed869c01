import type { StoredColumn } from '../sql-order.ts';
import type { Slices } from './slices.ts';

interface Job {
  readonly slices: Slices<unknown>;
  readonly done: (value: unknown) => void;
  readonly fail: (error: unknown) => void;
}

/** Runs work in slices, the newest first, so that a key typed now never waits for the last one's. */
export class SliceWork {
  readonly #jobs: Job[] = [];
  readonly #awaitOrder: (column: StoredColumn) => Promise<void>;
  #isRunning = false;

  /** @param awaitOrder Sees to an order, and tells when it is at hand. */
  constructor(awaitOrder: (column: StoredColumn) => Promise<void>) {
    this.#awaitOrder = awaitOrder;
  }

  /** @param place `last` for what nobody waits for. */
  run<Value>(slices: Slices<Value>, place: 'first' | 'last' = 'first'): Promise<Value> {
    return new Promise<unknown>((done, fail) => {
      this.#add({ slices, done, fail }, place);
    }) as Promise<Value>;
  }

  #add(job: Job, place: 'first' | 'last'): void {
    if (place === 'first') this.#jobs.push(job);
    else this.#jobs.unshift(job);
    if (this.#isRunning) return;
    this.#isRunning = true;
    setImmediate(() => this.#slice());
  }

  #slice(): void {
    const job = this.#jobs.pop();
    if (!job) {
      this.#isRunning = false;
      return;
    }
    try {
      const { done, value } = job.slices.next();
      if (done) job.done(value);
      else if (value === undefined) this.#jobs.push(job);
      else {
        const awaited = typeof value === 'string' ? this.#awaitOrder(value) : value;
        awaited.then(() => this.#add(job, 'first'), job.fail);
      }
    } catch (error) {
      job.fail(error);
    }
    setImmediate(() => this.#slice());
  }
}
