import { setImmediate as nextTurn } from 'node:timers/promises';

import { mailboxKey } from '../accounts/find-accounts.ts';
import { sameUsername } from '../accounts/username.ts';
import type { PlannedAccount } from './plan-row.ts';
import { BATCH, type PlannedBatch } from './planned-batches.ts';

/** How many batches are put in order together; more would take more memory. */
const BATCHES = 25;

/**
 * Gives the rows of several batches out anew in the order of their names. What one transaction adds
 * then stands on some pages of the indexes of names, and not on nearly all of them, each of which
 * it would write. What is one batch stays in the order of the file.
 */
export async function* sortedBatches(
  batches: AsyncIterable<PlannedBatch>,
  uniqueEmail: boolean,
): AsyncGenerator<PlannedBatch> {
  let waiting: PlannedBatch[] = [];
  let order = new NameOrder(uniqueEmail);
  let bytes = 0;
  for await (const batch of batches) {
    waiting.push(batch);
    order.add(batch.planned);
    if (waiting.length < BATCHES) continue;
    yield* sorted(waiting, bytes, order);
    waiting = [];
    order = new NameOrder(uniqueEmail);
    bytes = batch.bytes;
  }
  yield* sorted(waiting, bytes, order);
}

/** @param from How many bytes had been read before these. */
async function* sorted(
  batches: readonly PlannedBatch[],
  from: number,
  order: NameOrder,
): AsyncGenerator<PlannedBatch> {
  const [first, ...others] = batches;
  const last = others.at(-1);
  if (!last) {
    if (first) yield first;
    return;
  }
  let refused = batches.flatMap((batch) => batch.refused);
  for (let start = 0; start === 0 || start < order.size; start += BATCH) {
    const planned = order.next(BATCH);
    const share = (start + planned.length) / Math.max(1, order.size);
    yield { planned, refused, bytes: from + (last.bytes - from) * share };
    refused = [];
    await nextTurn();
  }
}

interface Named {
  readonly name: string;
  readonly account: PlannedAccount;
}

/**
 * Puts rows in the order of their names: each batch as it comes, then merged, so that no turn is
 * long. Whoever shares a name or a mailbox with an earlier row comes behind all others, in the order
 * of the file: so it is still the earlier one that is taken.
 */
export class NameOrder {
  readonly #uniqueEmail: boolean;
  readonly #names = new Set<string>();
  readonly #mailboxes = new Set<string>();
  /** Each batch in its order, the next one at its end. */
  readonly #batches: Named[][] = [];
  readonly #repeated: PlannedAccount[] = [];
  #repeatedGiven = 0;
  #size = 0;

  constructor(uniqueEmail: boolean) {
    this.#uniqueEmail = uniqueEmail;
  }

  /** How many rows there are, given out or not. */
  get size(): number {
    return this.#size;
  }

  add(planned: readonly PlannedAccount[]): void {
    const first: Named[] = [];
    for (const account of planned) {
      const name = sameUsername(account.username);
      const mailbox = this.#uniqueEmail && account.email !== '' ? mailboxKey(account.email) : null;
      const isRepeated =
        this.#names.has(name) || (mailbox !== null && this.#mailboxes.has(mailbox));
      if (isRepeated) this.#repeated.push(account);
      else first.push({ name, account });
      this.#names.add(name);
      if (mailbox !== null) this.#mailboxes.add(mailbox);
    }
    this.#batches.push(first.toSorted((one, other) => (one.name < other.name ? 1 : -1)));
    this.#size += planned.length;
  }

  /** The next so many rows; fewer at the end. */
  next(count: number): readonly PlannedAccount[] {
    const rows: PlannedAccount[] = [];
    while (rows.length < count) {
      const row = this.#smallest()?.pop()?.account ?? this.#repeated[this.#repeatedGiven++];
      if (!row) break;
      rows.push(row);
    }
    return rows;
  }

  #smallest(): Named[] | undefined {
    let smallest: Named[] | undefined;
    let name: string | undefined;
    for (const batch of this.#batches) {
      const next = batch.at(-1)?.name;
      if (next === undefined || (name !== undefined && next >= name)) continue;
      smallest = batch;
      name = next;
    }
    return smallest;
  }
}
