import { expect, it } from 'vitest';

import { newestOperationOf } from '../../../src/main/operations/operation-log.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { actorOf, addAccount } from '../../support/core.ts';

async function open() {
  const core = await createConsoleCore();
  const eva = await signIn(core);
  const karin = await addAccount(core, { username: 'karin' });
  const newest = async () => (await core.call('operations.newestOwn', {})).operation;
  const write = async (text: string) =>
    (await core.call('accounts.addNote', { id: karin, text })).operationId ?? 0;
  return { ...core, eva, karin, newest, write };
}

it('is the newest that was not taken back, and no undo', async () => {
  const { call, newest, write } = await open();
  expect(await newest()).toBeNull();
  const first = await write('Called.');
  const second = await write('Called again.');
  expect(await newest()).toMatchObject({ id: second, names: ['karin'], undoBlocked: null });
  await call('operations.undo', { id: second });
  expect(await newest()).toMatchObject({ id: first });
  await call('operations.undo', { id: first });
  expect(await newest()).toBeNull();
});

it('is none that was done before the sign-in', async () => {
  const { db, clock, now, eva, write } = await open();
  const id = await write('Called.');
  const since = now();
  expect(await newestOperationOf(db, { accountId: eva.id, since })).toMatchObject({ id });
  clock.advance({ ms: 1 });
  expect(await newestOperationOf(db, { accountId: eva.id, since: now() })).toBeNull();
});

it('is nobody else’s', async () => {
  const { db, write } = await open();
  await write('Called.');
  expect(await newestOperationOf(db, { accountId: 4_711, since: new Date(0) })).toBeNull();
});

it('is no export, which changes nothing: the change before it is', async () => {
  const { call, karin, newest, write } = await open();
  const id = await write('Called.');
  const csv = { format: 'csv', delimiter: ',', byteOrderMark: false, formulaSafe: true } as const;
  await call('accounts.export', { ids: [karin], ...csv, columns: ['username'] });
  await call('operations.export', { search: '', ...csv });
  expect(await newest()).toMatchObject({ id, undoBlocked: null });
});

it('says why it can’t be taken back', async () => {
  const { db, now, eva, newest, write } = await open();
  await write('Called.');
  const act = { kind: 'accounts.endSessions', actor: actorOf(eva), at: now() } as const;
  await runOperation(db, act, async (operation) => operation.attest());
  expect(await newest()).toMatchObject({ undoBlocked: 'An ended session stays ended.' });
});
