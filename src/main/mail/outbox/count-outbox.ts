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

/** How many mails a view of the outbox holds, counted piece by piece: others are served in between. */
export async function countView(
  db: Database,
  view: Exclude<OutboxView, 'failed'>,
): Promise<number> {
  const { rows: newest } = await sql<{ id: number | null }>`
    SELECT max(id) AS id FROM gatehouse_outbox`.execute(db);
  const last = newest[0]?.id ?? 0;
  let count = 0;
  for (let after = 0; after < last; after += COUNTED_AT_ONCE) {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM gatehouse_outbox
      WHERE state IN (${sql.join(STATES_OF_VIEW[view])})
        AND id > ${after} AND id <= ${after + COUNTED_AT_ONCE}`.execute(db);
    count += rows[0]?.count ?? 0;
    await nextTurn();
  }
  return count;
}

/** How many mails wait, wait for a release, and need somebody. */
export async function countOutbox(
  db: Database,
): Promise<{ readonly waiting: number; readonly held: number; readonly failed: number }> {
  return {
    waiting: await countView(db, 'waiting'),
    held: await countView(db, 'held'),
    failed: await countFailed(db),
  };
}
