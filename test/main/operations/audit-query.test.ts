import { expect, test } from 'vitest';

import { parseAuditQuery } from '../../../src/shared/audit-query.ts';
import { createConsoleCore, signIn, type ConsoleCore } from '../../support/console-core.ts';
import { addAccount, register } from '../../support/core.ts';
import { inZone } from '../../support/in-zone.ts';

async function found(core: ConsoleCore, search: string): Promise<readonly string[]> {
  const { rows, total } = await core.call('operations.list', { search, offset: 0, limit: 100 });
  expect(total).toBe(rows.length);
  return rows.map(({ kind, names }) => `${kind} ${names.join()}`.trim());
}

async function played() {
  const core = await createConsoleCore();
  await signIn(core);
  await register(core, 'karin');
  core.clock.advance({ days: 2 });
  const id = await addAccount(core, { username: 'Karla' });
  await core.call('accounts.activate', { ids: [id] });
  return core;
}

const CSV = { format: 'csv', delimiter: ',', byteOrderMark: false, formulaSafe: true } as const;
const SIGN_UP = 'registrations.signUp karin';
const ACTIVATE = 'accounts.activate Karla';
const MADE = 'accounts.create Karla';

test.each([
  ['on:KARIN', [SIGN_UP]],
  ['on:kar', [ACTIVATE, MADE, SIGN_UP]],
  ['by:eva via:console kind:accounts', [ACTIVATE]],
  ['kind:"signed up"', [SIGN_UP]],
  ['via:site', [SIGN_UP]],
  ['-via:site -on:eva', [ACTIVATE, MADE]],
  ['after:2026-03-03', [ACTIVATE, MADE]],
  ['before:2026-03-02 on:kar', [SIGN_UP]],
  ['after:2026-04', []],
  ['activated', [ACTIVATE]],
  ['themselves', [SIGN_UP]],
  ['karl activated', [ACTIVATE]],
  ['on:kar -made', [ACTIVATE, SIGN_UP]],
  ['-karla -eva', [SIGN_UP]],
  ['karl !activated', [MADE]],
  ['-"made"', [ACTIVATE, SIGN_UP]],
  ['100%', []],
  ['undefined', []],
] as const)('the log is asked for %s', async (search, acts) => {
  expect(await found(await played(), search)).toEqual(acts);
});

test('whose whole name is typed is meant alone, and else everybody whose name contains it', async () => {
  const core = await played();
  const renamed = core.db.updateTable('gatehouse_operation').set({ actor: 'estevao' });
  await renamed.where('kind', '=', 'accounts.create').execute();
  expect(await found(core, 'by:EVA')).not.toContain(MADE);
  expect(await found(core, 'by:ev')).toContain(MADE);
});

test('an act is found by the words by which its row calls it', async () => {
  const core = await played();
  const boris = await register(core, 'boris');
  await core.call('registrations.extend', { ids: [boris], days: 3 });
  const extended = ['registrations.extend boris'];
  expect(await found(core, '"more days"')).toEqual(extended);
  expect(await found(core, 'kind:gave')).toEqual(extended);
});

test('days are those in which the times of acts are shown', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  // A minute before midnight in Auckland.
  core.clock.advance({ ms: Date.parse('2026-03-02T10:59:00Z') - core.now().getTime() });
  await register(core, 'before');
  core.clock.advance({ ms: 60_000 });
  await register(core, 'after');
  await inZone('Pacific/Auckland', async () => {
    const { path } = await core.call('operations.export', { ...CSV, search: 'after:today on:a' });
    const text = (await (await core.services.files.answer(path))?.text()) ?? '';
    expect(text.match(/signUp/g)).toHaveLength(1);
    for (const day of ['today', '2026-03-03', '2026-03-3']) {
      expect(await found(core, `after:${day} via:site`)).toEqual(['registrations.signUp after']);
      expect(await found(core, `before:${day} via:site`)).toEqual(['registrations.signUp before']);
    }
  });
});

test('somebody who is gone is found by the name they had', async () => {
  const core = await played();
  const [karla] = await core.db
    .selectFrom('auth_user')
    .select('id')
    .where('username', '=', 'Karla')
    .execute();
  await core.call('accounts.delete', { ids: [karla?.id ?? 0] });
  expect(await found(core, 'on:karla')).toEqual(['accounts.delete Karla', ACTIVATE, MADE]);
});

test('what is not understood does not count and is told', () => {
  expect(parseAuditQuery('who:x via:post after:soon by: eva').problems).toHaveLength(4);
  expect(parseAuditQuery('who:x eva')).toMatchObject({
    words: [{ text: 'eva', negated: false }],
    conditions: [],
  });
});

test('the changes of an act come in windows', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const ids: number[] = [];
  for (const username of ['a', 'b', 'c']) ids.push(await addAccount(core, { username }));
  const { operationId } = await core.call('accounts.activate', { ids });
  const input = { id: operationId ?? 0, offset: 1, limit: 1 };
  const window = await core.call('operations.changes', input);
  expect(window.total).toBe(3);
  expect(window.rows).toEqual([
    {
      name: 'b',
      accountId: ids[1],
      what: 'Account',
      fields: [{ field: 'active', before: 'no', after: 'yes' }],
    },
  ]);
});

test('a change says whose page there is, what was not there before or after it, and when as an instant', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const id = await addAccount(core, { username: 'b' });
  const { operationId } = await core.call('accounts.delete', { ids: [id] });
  const { changes } = await core.call('operations.get', { id: operationId ?? 0 });
  expect(changes.map(({ name, accountId }) => ({ name, accountId }))).toContainEqual({
    name: 'b',
    accountId: null,
  });
  const fields = changes.flatMap((change) => change.fields);
  expect(fields).toContainEqual({ field: 'user name', before: 'b', after: null });
  const joined = fields.find(({ field }) => field === 'signed up')?.before;
  expect(joined).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
});

test('case 32: the log leaves as a file that no spreadsheet runs, with what was searched', async () => {
  const core = await played();
  await addAccount(core, { username: '=cmd' });
  const { path, filename } = await core.call('operations.export', { ...CSV, search: 'kind:made' });
  expect(filename).toBe('audit-2026-03-03.csv');
  const text = (await (await core.services.files.answer(path))?.text()) ?? '';
  const [head, newest] = text.split('\r\n');
  expect(head).toBe('id,when,who,via,kind,what,people,names,taken_back');
  expect(newest).toContain(`accounts.create,Made the account,1,"'=cmd",false`);
  expect(text).not.toContain('signUp');
  expect(await found(core, 'kind:operations.export')).toEqual(['operations.export']);
});
