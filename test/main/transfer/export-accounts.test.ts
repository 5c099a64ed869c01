import { expect, test } from 'vitest';

import { EXPORT_COLUMNS } from '../../../src/shared/contract/transfer.ts';
import { createConsoleCore, signIn, type ConsoleCore } from '../../support/console-core.ts';
import { addAccount, register } from '../../support/core.ts';

const CSV = { format: 'csv', delimiter: ',', byteOrderMark: false, formulaSafe: true } as const;
const ALL = [...EXPORT_COLUMNS];

async function fetchFile(core: ConsoleCore, path: string): Promise<string> {
  const answer = await core.services.files.answer(path);
  if (answer === null) throw new Error(`There is nothing at ${path}.`);
  return Buffer.from(await answer.arrayBuffer()).toString();
}

/** Everybody as a file. */
async function exported(core: ConsoleCore, form: Partial<Record<keyof typeof CSV, unknown>> = {}) {
  const { selection } = await core.call('accounts.freeze', { query: '' });
  const input = { ...CSV, ...form, selection, columns: ALL };
  const { path, count } = await core.call('accounts.export', input as never);
  return { text: await fetchFile(core, path), count };
}

test('people leave as a table of the columns asked for, and the log keeps who took them', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const id = await addAccount(core, {
    username: 'karin',
    email: 'karin@web.example',
    firstName: 'Karin, the "first"',
    isActive: true,
  });
  const { path, filename } = await core.call('accounts.export', {
    ...CSV,
    ids: [id],
    columns: ['username', 'first_name', 'is_active', 'date_joined'],
  });
  expect(filename).toBe('people-1-2026-03-01.csv');
  expect(await fetchFile(core, path)).toBe(
    'username,first_name,is_active,date_joined\r\n' +
      'karin,"Karin, the ""first""",true,2026-03-01T12:00:00.000Z\r\n',
  );
  const [newest] = (await core.call('operations.list', { search: '', offset: 0, limit: 1 })).rows;
  expect(newest).toMatchObject({
    kind: 'accounts.export',
    actor: 'eva',
    title: 'Exported 1 account as CSV',
    accounts: 1,
    columns: 'username, first_name, is_active, date_joined',
  });
  expect(newest?.undoBlocked).not.toBeNull();
});

test('case 31: no hash and no key is in any export', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  await register(core, 'waits');
  const secrets = [
    ...(await core.db.selectFrom('auth_user').select('password as text').execute()),
    ...(await core.db
      .selectFrom('registration_registrationprofile')
      .select('activation_key as text')
      .execute()),
  ];
  for (const format of ['csv', 'json']) {
    const { text, count } = await exported(core, { format });
    expect(count).toBe(2);
    expect(text).toContain('waits');
    for (const secret of secrets) expect(text).not.toContain(secret.text);
  }
});

test('case 32: a name that is a formula is text in a spreadsheet, and itself for a program', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const firstName = '=HYPERLINK("http://evil.example","x")';
  await addAccount(core, { username: '@SUM', email: '+1@people.example', firstName });
  const doubled = firstName.replaceAll('"', '""');
  const { text: safe } = await exported(core);
  expect(safe).toContain(`,"'@SUM","'+1@people.example","'${doubled}",`);
  const { text: plain } = await exported(core, { formulaSafe: false });
  expect(plain).toContain(`,@SUM,+1@people.example,"${doubled}",`);
});

test('Excel’s mark, another delimiter and JSON are written as asked', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const { text } = await exported(core, { byteOrderMark: true, delimiter: ';' });
  expect(text.startsWith('\ufeffid;username;')).toBe(true);
  const json = JSON.parse((await exported(core, { format: 'json' })).text) as unknown;
  expect(json).toMatchObject([
    { username: 'eva', is_superuser: true, last_login: expect.any(String) },
  ]);
});

test('a large export is shown, and a stopped one is no whole file', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const ids = Array.from({ length: 5_000 }, (_, index) => index + 1);
  const input = { ...CSV, ids, columns: ALL };
  const { path } = await core.call('accounts.export', input);
  const answer = await core.services.files.answer(path);
  const reader = answer?.body?.getReader();
  await reader?.read();
  await reader?.read();
  const [job] = (await core.call('jobs.list', {})).jobs;
  expect(job).toMatchObject({ title: 'Exporting 5,000 people', cancellable: true });
  await core.call('jobs.cancel', { id: job?.id ?? 0 });
  await expect(
    (async () => {
      while (!(await reader?.read())?.done);
    })(),
  ).rejects.toThrow('stopped');
  expect((await core.call('jobs.list', {})).jobs).toEqual([]);
});

test('who waits leaves with what Pending says of them, others with nothing there', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  await register(core, 'waits');
  await addAccount(core, { username: 'karin', isActive: true });
  const { selection } = await core.call('accounts.freeze', { query: '' });
  const columns = ['username', 'link_ends', 'activation_mail', 'join_reason'] as const;
  const input = { ...CSV, selection, columns: [...columns] };
  const { path } = await core.call('accounts.export', input);
  const sort = { column: 'username', direction: 'ascending' } as const;
  const { rows } = await core.call('registrations.list', { query: '', sort, offset: 0, limit: 1 });
  const [row] = rows;
  const lines = (await fetchFile(core, path)).trim().split('\r\n');
  expect(lines.toSorted()).toEqual([
    'eva,,,',
    'karin,,,',
    'username,link_ends,activation_mail,join_reason',
    `waits,${row?.expiresAt},${row?.mail.text},`,
  ]);
});

test('nobody is no file', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const { selection } = await core.call('accounts.freeze', { query: 'nobodyatall' });
  const refused = await core.refusal('accounts.export', {
    ...CSV,
    selection,
    columns: ALL,
  });
  expect(refused.message).toBe('There is nobody to export.');
});
