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
  let bytes = 0;
  for await (const batch of batches) {
    waiting.push(batch);
    if (waiting.length < BATCHES) continue;
    yield* sorted(waiting, bytes, uniqueEmail);
    waiting = [];
    bytes = batch.bytes;
  }
  yield* sorted(waiting, bytes, uniqueEmail);
}

/** @param from How many bytes had been read before these. */
async function* sorted(
  batches: readonly PlannedBatch[],
  from: number,
  uniqueEmail: boolean,
): AsyncGenerator<PlannedBatch> {
  const [first, ...others] = batches;
  const last = others.at(-1);
  if (!last) {
    if (first) yield first;
    return;
  }
  const rows = batches.flatMap(({ planned }) => planned);
  const inOrder = sortByName(rows, uniqueEmail);
  let refused = batches.flatMap((batch) => batch.refused);
  await nextTurn();
  for (let start = 0; start === 0 || start < rows.length; start += BATCH) {
    const planned = inOrder.slice(start, start + BATCH);
    const share = (start + planned.length) / Math.max(1, rows.length);
    yield { planned, refused, bytes: from + (last.bytes - from) * share };
    refused = [];
    await nextTurn();
  }
}

/**
 * Whoever shares a name or a mailbox with an earlier row comes behind all others, in the order of
 * the file: so it is still the earlier one that is taken.
 */
export function sortByName(
  planned: readonly PlannedAccount[],
  uniqueEmail: boolean,
): readonly PlannedAccount[] {
  const names = new Set<string>();
  const mailboxes = new Set<string>();
  const first: { readonly name: string; readonly account: PlannedAccount }[] = [];
  const repeated: PlannedAccount[] = [];
  for (const account of planned) {
    const name = sameUsername(account.username);
    const mailbox = uniqueEmail && account.email !== '' ? mailboxKey(account.email) : null;
    if (names.has(name) || (mailbox !== null && mailboxes.has(mailbox))) repeated.push(account);
    else first.push({ name, account });
    names.add(name);
    if (mailbox !== null) mailboxes.add(mailbox);
  }
  first.sort((one, other) => (one.name < other.name ? -1 : 1));
  return [...first.map(({ account }) => account), ...repeated];
}
