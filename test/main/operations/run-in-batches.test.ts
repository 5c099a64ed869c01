import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { NAMED_AT_MOST } from '../../../src/shared/contract/operations.ts';
import type { Jobs } from '../../../src/main/operations/jobs.ts';
import { BATCH_SIZE } from '../../../src/main/operations/run-in-batches.ts';
import { activateRegistrations } from '../../../src/main/registrations/review-registrations.ts';
import { insertAccounts } from '../../../src/main/demo/insert-accounts.ts';
import { generatePeople } from '../../../src/main/demo/people.ts';
import { actorOf, addAdministrator, type Core, createCore, undo } from '../../support/core.ts';

const COUNT = BATCH_SIZE * 2 + 100;

/** A site where more wait than one batch takes. */
async function withManyPending() {
  const core = await createCore();
  const people = generatePeople({ seed: 1, count: COUNT });
  await insertAccounts(core.db, people, { now: core.now(), randomBytes: core.randomBytes });
  await sql`UPDATE auth_user SET is_active = 0, last_login = NULL`.execute(core.db);
  await sql`UPDATE registration_registrationprofile SET activated = 0`.execute(core.db);
  const administrator = await addAdministrator(core, 'an-administrator');
  const ids = await waiting(core);
  return { core, ids, actor: actorOf(administrator) };
}

async function waiting({ db }: Core): Promise<number[]> {
  const rows = await db
    .selectFrom('registration_registrationprofile')
    .innerJoin('auth_user', 'auth_user.id', 'user_id')
    .select('user_id')
    .where('activated', '=', 0)
    .where('is_active', '=', 0)
    .orderBy('user_id')
    .execute();
  return rows.map(({ user_id }) => user_id);
}

/** Every row of the tables that an activation may touch, as text. */
async function tables({ db }: Core): Promise<string> {
  const users = await db.selectFrom('auth_user').selectAll().orderBy('id').execute();
  const profiles = await db
    .selectFrom('registration_registrationprofile')
    .selectAll()
    .orderBy('id')
    .execute();
  return JSON.stringify([users, profiles]);
}

/** Jobs that call back after each batch. */
function watched(core: Core, onAdvance: (done: number, cancel: () => void) => void): Jobs {
  return {
    ...core.jobs,
    start(given) {
      const job = core.jobs.start(given);
      const [row] = core.jobs.list();
      return {
        get isCancelled() {
          return job.isCancelled;
        },
        advance(done) {
          job.advance(done);
          onAdvance(done, () => core.jobs.cancel(row?.id ?? 0));
        },
        fail: job.fail,
        end: job.end,
      };
    },
  };
}

it('an act on many is one operation, and its undo leaves the tables as they were', async () => {
  const { core, ids, actor } = await withManyPending();
  const before = await tables(core);
  const outcome = await activateRegistrations(core, { ids, actor });
  expect(outcome).toMatchObject({ done: ids.length, skipped: [] });
  const { accounts } = await core.db
    .selectFrom('gatehouse_operation')
    .select('accounts')
    .where('id', '=', outcome.operationId ?? 0)
    .executeTakeFirstOrThrow();
  expect(accounts).toBe(ids.length);
  expect(await waiting(core)).toEqual([]);
  const undone = await undo(core, outcome.operationId);
  expect(undone).toMatchObject({
    undone: ids.length,
    refused: [],
    mailsTakenBack: outcome.mailsQueued,
  });
  expect(await tables(core)).toBe(before);
});

it('serves others between the batches, and tells them how far it is', async () => {
  const { core, ids, actor } = await withManyPending();
  const seen: number[] = [];
  const counted: Promise<number>[] = [];
  const jobs = watched(core, () => {
    seen.push(core.jobs.list()[0]?.done ?? -1);
    counted.push(waiting(core).then((left) => left.length));
  });
  await activateRegistrations({ ...core, jobs }, { ids, actor });
  expect(seen).toEqual([BATCH_SIZE, 2 * BATCH_SIZE, ids.length]);
  expect((await Promise.all(counted))[0]).toBe(ids.length - BATCH_SIZE);
  expect(core.jobs.list()).toEqual([]);
});

it('what was done before it was stopped stays, and can be taken back as one', async () => {
  const { core, ids, actor } = await withManyPending();
  const before = await tables(core);
  const jobs = watched(core, (done, cancel) => {
    if (done === BATCH_SIZE) cancel();
  });
  const outcome = await activateRegistrations({ ...core, jobs }, { ids, actor });
  expect(outcome).toMatchObject({ done: BATCH_SIZE, cancelled: true });
  expect(await waiting(core)).toHaveLength(ids.length - BATCH_SIZE);
  await undo(core, outcome.operationId);
  expect(await tables(core)).toBe(before);
});

/** Lets nobody change one account, as any fault in the midst of an act does. */
async function keep({ db }: Core, id: number | undefined): Promise<() => Promise<unknown>> {
  await sql`CREATE TRIGGER keep BEFORE UPDATE ON auth_user WHEN new.id = ${sql.lit(id)}
    BEGIN SELECT RAISE(ABORT, 'kept'); END`.execute(db);
  return () => sql`DROP TRIGGER keep`.execute(db);
}

const IN_THE_WAY = 'Another row stands in the way. Look again: somebody may have been faster.';

it('what was done before it failed stays, is told with the cause, and can be taken back', async () => {
  const { core, ids, actor } = await withManyPending();
  const before = await tables(core);
  const letGo = await keep(core, ids[BATCH_SIZE + 5]);
  const outcome = await activateRegistrations(core, { ids, actor });
  expect(outcome).toMatchObject({ done: BATCH_SIZE, failed: IN_THE_WAY });
  expect(await waiting(core)).toHaveLength(ids.length - BATCH_SIZE);
  expect(core.jobs.list()).toEqual([]);
  await letGo();
  await undo(core, outcome.operationId);
  expect(await tables(core)).toBe(before);
});

it('names some of those whom it skips, and counts all', async () => {
  const { core, actor } = await withManyPending();
  const ids = Array.from({ length: BATCH_SIZE + 300 }, (_, index) => 1_000_000 + index);
  const outcome = await activateRegistrations(core, { ids, actor });
  expect(outcome).toMatchObject({ done: 0, skippedCount: ids.length });
  expect(outcome.skipped.map(({ id }) => id)).toEqual(ids.slice(0, NAMED_AT_MOST));
});

it('an undo that failed half-way says so and can be asked for again', async () => {
  const { core, ids, actor } = await withManyPending();
  const before = await tables(core);
  const { operationId } = await activateRegistrations(core, { ids, actor });
  const letGo = await keep(core, ids[BATCH_SIZE + 5]);
  expect(await undo(core, operationId)).toMatchObject({ undone: BATCH_SIZE, failed: IN_THE_WAY });
  await letGo();
  const again = await undo(core, operationId);
  expect(again.undone).toBe(ids.length - BATCH_SIZE);
  expect(again).toMatchObject({ refusedCount: BATCH_SIZE });
  expect(again.refused).toHaveLength(NAMED_AT_MOST);
  expect(await tables(core)).toBe(before);
});
