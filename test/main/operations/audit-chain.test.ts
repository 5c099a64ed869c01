import { describe, expect, it } from 'vitest';

import { type AuditLog, createAuditLog } from '../../../src/main/operations/audit-log.ts';
import { activateRegistrations } from '../../../src/main/registrations/review-registrations.ts';
import { actorOf, addAdministrator, type Core, createCore, register } from '../../support/core.ts';

/** A log with a few entries, and its watcher, whose end is sealed out of the database's reach. */
async function withLog() {
  const core = await createCore();
  const eva = await addAdministrator(core);
  const ids = [await register(core, 'anna'), await register(core, 'ben')];
  const { operationId } = await activateRegistrations(core, { ids, actor: actorOf(eva) });
  await register(core, 'cleo');
  let sealed: string | null = null;
  const watch = (): AuditLog =>
    createAuditLog({
      db: core.db,
      now: core.now,
      end: {
        read: async () => [sealed],
        write: async (end) => {
          sealed = end;
        },
      },
      onError: (error) => {
        throw error;
      },
    });
  const audit = watch();
  audit.note();
  await audit.stop();
  return { core, audit, watch, activation: operationId ?? 0 };
}

it('is unbroken while nobody touches it, and says since when', async () => {
  const { core, audit } = await withLog();
  expect(await audit.verify()).toEqual({
    state: 'unbroken',
    since: core.now().toISOString(),
    entries: 5,
    checkedAt: core.now().toISOString(),
    problem: null,
  });
});

it('checks what is new each time', async () => {
  const { core, audit } = await withLog();
  await audit.verify();
  await register(core, 'dora');
  expect(await audit.verify()).toMatchObject({ state: 'unbroken', entries: 6 });
});

it('does not take a seal that can’t be opened for a changed log, and opens it later', async () => {
  const { core } = await withLog();
  let isOpen = false;
  const audit = createAuditLog({
    db: core.db,
    now: core.now,
    end: {
      read: () => (isOpen ? Promise.resolve([null]) : Promise.reject(new Error('It is locked.'))),
      write: () => Promise.resolve(),
    },
    onError: () => {},
  });
  expect(await audit.verify()).toMatchObject({ state: 'unsealed', entries: 5, problem: null });
  isOpen = true;
  expect((await audit.verify()).state).toBe('unbroken');
});

describe('case 43: whatever is done to an entry afterwards is detected', () => {
  const tampering: Record<string, (core: Core, activation: number) => Promise<unknown>> = {
    'another actor': ({ db }, id) =>
      db
        .updateTable('gatehouse_operation')
        .set({ actor: 'mallory' })
        .where('id', '=', id)
        .execute(),
    'another number of accounts': ({ db }, id) =>
      db.updateTable('gatehouse_operation').set({ accounts: 1 }).where('id', '=', id).execute(),
    'a mark that it was taken back': ({ db }, id) =>
      db.updateTable('gatehouse_operation').set({ undone_by: 1 }).where('id', '=', id).execute(),
    'a mark that it can’t come back': ({ db }, id) =>
      db
        .updateTable('gatehouse_operation')
        .set({ emptied_at: '2026-03-01 12:00:00' })
        .where('id', '=', id)
        .execute(),
    'another value in a change': ({ db }, id) =>
      db
        .updateTable('gatehouse_operation_change')
        .set({ after: '{"is_active":0}' })
        .where('operation_id', '=', id)
        .where('table_name', '=', 'auth_user')
        .execute(),
    'a change taken out': ({ db }, id) =>
      db
        .deleteFrom('gatehouse_operation_change')
        .where('operation_id', '=', id)
        .where('table_name', '=', 'auth_user')
        .execute(),
    'a change put in': ({ db }, id) =>
      db
        .insertInto('gatehouse_operation_change')
        .values({
          operation_id: id,
          account_id: 1,
          account_name: 'eva',
          table_name: 'auth_user',
          row_id: '1',
          before: null,
          after: '{}',
        })
        .execute(),
    'its link in the chain taken out': ({ db }, id) =>
      db.deleteFrom('gatehouse_audit_link').where('operation_id', '=', id).execute(),
    'an entry put in': async ({ db }, id) => {
      const like = await db
        .selectFrom('gatehouse_operation')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('gatehouse_operation')
        .values({ ...like, id: 999 })
        .execute();
    },
    'all of it and its link removed': async ({ db }, id) => {
      await db.deleteFrom('gatehouse_operation_change').where('operation_id', '=', id).execute();
      await db.deleteFrom('gatehouse_audit_link').where('operation_id', '=', id).execute();
      await db.deleteFrom('gatehouse_operation').where('id', '=', id).execute();
    },
    'the newest entries cut off': async ({ db }, id) => {
      await db.deleteFrom('gatehouse_operation_change').where('operation_id', '>=', id).execute();
      await db.deleteFrom('gatehouse_audit_link').where('operation_id', '>=', id).execute();
      await db.deleteFrom('gatehouse_operation').where('id', '>=', id).execute();
    },
  };

  it.each(Object.keys(tampering))('%s', async (what) => {
    const { core, audit, watch, activation } = await withLog();
    expect((await audit.verify()).state).toBe('unbroken');
    await tampering[what]?.(core, activation);
    const { state, problem } = await watch().verify();
    expect({ state, problem }).toMatchObject({
      state: 'broken',
      problem: { what: expect.stringMatching(/\.$/) },
    });
    // What is written and sealed later, and a restart, must not cover it up.
    await register(core, 'dora');
    audit.note();
    await audit.stop();
    const restarted = watch();
    await restarted.catchUp();
    expect((await restarted.verify()).state).toBe('broken');
  });
});
