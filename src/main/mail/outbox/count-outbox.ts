import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';

import type { ParsedInputOf } from '../../../shared/contract/index.ts';
import { outboxState } from '../../../shared/contract/outbox.ts';
import type { Database } from '../../db/open-database.ts';
import { countFailed } from './failed-mails.ts';
import { WAITING_STATES } from './outbox-states.ts';

export type OutboxView = ParsedInputOf<'outbox.list'>['view'];

/** The states of the mails in a view; for `failed` they are not enough, see `NEEDS_SOMEBODY`. */
export const STATES_OF_VIEW = {
  all: outboxState.options,
  held: ['held'],
  waiting: WAITING_STATES,
  sent: ['sent'],
} as const satisfies Readonly<Record<Exclude<OutboxView, 'failed'>, readonly string[]>>;

/** So many ids are counted in one statement: a few milliseconds in the index of states. */
const COUNTED_AT_ONCE = 50_000;

/** How many mails wait, and how many wait for a release. */
export async function countUnsent(
  db: Database,
): Promise<{ readonly waiting: number; readonly held: number }> {
  const { waiting, held } = STATES_OF_VIEW;
  const counts = await countStates(db, [...waiting, ...held]);
  const sum = (states: readonly string[]) =>
    states.reduce((total, state) => total + (counts.get(state) ?? 0), 0);
  return { waiting: sum(waiting), held: sum(held) };
}

/** How many mails are in each of the states, counted piece by piece: others are served in between. */
async function countStates(
  db: Database,
  states: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows: newest } = await sql<{ id: number | null }>`
    SELECT max(id) AS id FROM gatehouse_outbox`.execute(db);
  const last = newest[0]?.id ?? 0;
  const counts = new Map<string, number>();
  for (let after = 0; after < last; after += COUNTED_AT_ONCE) {
    const { rows } = await sql<{ state: string; count: number }>`
      SELECT state, count(*) AS count FROM gatehouse_outbox
      WHERE state IN (${sql.join(states)})
        AND id > ${after} AND id <= ${after + COUNTED_AT_ONCE}
      GROUP BY state`.execute(db);
    for (const { state, count } of rows) counts.set(state, (counts.get(state) ?? 0) + count);
    await nextTurn();
  }
  return counts;
}

/** How many mails wait, wait for a release, and need somebody. */
export async function countOutbox(
  db: Database,
): Promise<{ readonly waiting: number; readonly held: number; readonly failed: number }> {
  return { ...(await countUnsent(db)), failed: await countFailed(db) };
}
