import { type Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';

import { up } from '../../../src/main/db/migrations/0028-mails-of-many.ts';
import { MAY_RUN_OUT } from '../../../src/main/mail/outbox/outbox-states.ts';
import { type Core, createCore, register } from '../../support/core.ts';

const ADDED = ['gatehouse_outbox_live', 'gatehouse_outbox_ends', 'gatehouse_outbox_profile'];

async function indexes({ db }: Core) {
  const { rows } = await sql<{ name: string; sql: string }>`
    SELECT name, sql FROM sqlite_schema WHERE tbl_name = 'gatehouse_outbox' AND sql IS NOT NULL
    ORDER BY name`.execute(db);
  return rows;
}

function mails({ db }: Core) {
  return db.selectFrom('gatehouse_outbox').selectAll().orderBy('id').execute();
}

/** What a database of before has. */
async function withoutThem({ db }: Core) {
  for (const name of ADDED) await sql`DROP INDEX ${sql.ref(name)}`.execute(db);
  await sql`DROP INDEX gatehouse_outbox_operation`.execute(db);
  await sql`DROP INDEX gatehouse_outbox_cancelled`.execute(db);
  await sql`CREATE INDEX gatehouse_outbox_operation ON gatehouse_outbox (operation_id)`.execute(db);
  await sql`CREATE INDEX gatehouse_outbox_cancelled ON gatehouse_outbox (cancelled_by)
    WHERE cancelled_by IS NOT NULL`.execute(db);
}

it('a database of before gets the indexes of a new one, and its mails stay as they are', async () => {
  const core = await createCore();
  for (const name of ['anna', 'bela', 'cora']) await register(core, name);
  const before = { indexes: await indexes(core), mails: await mails(core) };
  await withoutThem(core);
  await up(core.db as unknown as Kysely<unknown>);
  expect(await indexes(core)).toEqual(before.indexes);
  expect(await mails(core)).toEqual(before.mails);
  expect(before.mails).toHaveLength(3);
});

it.each(['before', 'after'])(
  'the mails whose link has ended are found by it, with statistics from %s',
  async (when) => {
    const core = await createCore();
    if (when === 'before') await sql`ANALYZE`.execute(core.db);
    for (const name of ['anna', 'bela', 'cora']) await register(core, name);
    if (when === 'after') await sql`ANALYZE`.execute(core.db);
    const { rows } = await sql<{ detail: string }>`EXPLAIN QUERY PLAN
      UPDATE gatehouse_outbox SET state = 'expired'
      WHERE ${MAY_RUN_OUT} AND not_after <= '2026'`.execute(core.db);
    expect(rows.map(({ detail }) => detail).join()).toContain('gatehouse_outbox_ends');
  },
);
