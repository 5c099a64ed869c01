import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { createConsoleCore, signIn, type ConsoleCore } from '../../support/console-core.ts';
import { addAccount, handToProject } from '../../support/core.ts';
import { fetchFile, planOf, upload } from '../../support/import-file.ts';

const HASH = `pbkdf2_sha256$1000$salt$${'a'.repeat(43)}=`;

async function people(core: ConsoleCore) {
  return core.db
    .selectFrom('auth_user')
    .selectAll()
    .where('username', '!=', 'eva')
    .orderBy('id')
    .execute();
}

test('a file of Django’s own columns keeps hashes, dates, flags and groups', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  await core.db.insertInto('auth_group').values({ name: 'Editors' }).execute();
  const id = await upload(
    core,
    'username;email;password;is_active;is_staff;date_joined;last_login;groups;first_name\n' +
      `karin;karin@WEB.example;${HASH};1;1;2020-01-02 03:04:05.123456;2024-05-06T07:08:09+02:00;editors;Kärin\n` +
      'olga;;;0;0;;;;\n',
  );
  const plan = await planOf(core, id);
  const done = await core.call('imports.run', { id, plan });
  expect(done).toMatchObject({ rows: 2, accepted: 2, refused: 0, report: null, mailsQueued: 0 });
  const [karin, olga] = await people(core);
  expect(karin).toMatchObject({
    username: 'karin',
    email: 'karin@web.example',
    first_name: 'Kärin',
    password: HASH,
    is_active: 1,
    is_staff: 1,
    date_joined: '2020-01-02 03:04:05.123456',
    last_login: '2024-05-06 05:08:09',
  });
  expect(olga).toMatchObject({
    is_active: 0,
    last_login: null,
    date_joined: '2026-03-01 12:00:00',
  });
  expect(olga?.password).toMatch(/^!\w{40}$/);
  const groups = await core.db.selectFrom('auth_user_groups').selectAll().execute();
  expect(groups.map(({ user_id }) => user_id)).toEqual([karin?.id]);
});

const BAD = [
  'user_login,user_email,user_pass,registered',
  `eva,new@people.example,${HASH},`,
  'anna,no address,,',
  'dora,dora@people.example,,',
  'DORA,other@people.example,,',
  'emil,dora@people.example,,',
  'admin,a@people.example,,',
  'felix,felix@people.example,$P$Bwordpress12345678901234567890,',
  'gina,gina@people.example,,yesterday',
  `${'x'.repeat(151)},x@people.example,,`,
  '=cmd,y@people.example,,',
].join('\r\n');

test('a dry run says for each row what is wrong with it, and changes nothing', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const id = await upload(core, BAD);
  const found = await core.call('imports.check', { id, plan: await planOf(core, id) });
  expect(found).toMatchObject({ rows: 10, accepted: 1, refused: 9, withoutPassword: 1, mails: 0 });
  expect(found.withoutEmail).toBe(0);
  expect(found.people).toEqual([
    { username: 'dora', email: 'dora@people.example', name: '', groups: [], state: 'active' },
  ]);
  expect(found.problems.map(({ row, field, reason }) => [row, field, reason])).toEqual([
    [3, 'email', 'This is no e-mail address.'],
    [7, 'username', 'The name is reserved: it passes for the site itself.'],
    [8, 'password', 'The password is not stored in a form that Django knows.'],
    [9, 'date_joined', expect.stringContaining('Understood are 2024-02-01, ')],
    [10, 'username', 'Ensure this value has at most 150 characters (it has 151).'],
    [11, 'username', 'A user name has only letters, numbers and @ . + - _ in it.'],
    [2, 'username', 'Somebody has this user name already.'],
    [5, 'username', 'An earlier row has this user name.'],
    [6, 'email', 'An earlier row has this address.'],
  ]);
  expect(await people(core)).toEqual([]);
  expect((await core.call('jobs.list', {})).jobs).toEqual([]);
});

test('a dry run counts who comes without an e-mail address', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const id = await upload(core, 'Benutzername;E-Mail Adresse\nanna;a@web.example\nbo;\n');
  const found = await core.call('imports.check', { id, plan: await planOf(core, id) });
  expect(found).toMatchObject({ accepted: 2, withoutEmail: 1 });
});

test('values of other languages are read, an empty flag says nothing, and an order of dates is asked for', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const id = await upload(
    core,
    'username,aktiv,staff,Beitritt\nanna,ja,nein,01.02.2024\nbo,nein,,\ncem,,,02/01/2024\ndora,x,,\n',
  );
  const found = await core.call('imports.check', { id, plan: await planOf(core, id) });
  expect(found.people.map(({ username, state }) => [username, state])).toEqual([
    ['anna', 'active'],
    ['bo', 'inactive'],
  ]);
  expect(found.problems.map(({ row, reason }) => [row, reason])).toEqual([
    [4, 'Say at the columns whether the day or the month is first.'],
    [5, expect.stringContaining('Understood are yes or no')],
  ]);
  const plan = await planOf(core, id, { dateOrder: 'day' });
  await core.call('imports.run', { id, plan });
  expect(await people(core)).toMatchObject([
    { username: 'anna', is_active: 1, is_staff: 0, date_joined: '2024-02-01 00:00:00' },
    { username: 'bo', is_active: 0 },
    { username: 'cem', is_active: 1, date_joined: '2024-01-02 00:00:00' },
  ]);
});

test('refused rows are a file with their reason, harmless and without passwords', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const id = await upload(core, BAD);
  const { report, accepted } = await core.call('imports.run', { id, plan: await planOf(core, id) });
  expect(accepted).toBe(1);
  expect(report?.filename).toBe('people-refused.csv');
  const text = await fetchFile(core, report?.path);
  expect(text.split('\r\n')).toHaveLength(11);
  expect(text).toContain('row,reason,user_login,user_email,user_pass,registered\r\n');
  expect(text).toContain(
    '8,password: The password is not stored in a form that Django knows.,felix,',
  );
  expect(text).toContain(`"'=cmd"`);
  expect(text).not.toContain('$P$B');
  expect(text).not.toContain(HASH);
});

test('case 31: looking into a file shows no hash', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const id = await upload(
    core,
    `login,secret column,password\nkarin,${HASH},plain text\nolga,$2y$10$abc,\n`,
  );
  const { columns } = await core.call('imports.inspect', { id, delimiter: null });
  expect(columns.map(({ samples }) => samples)).toEqual([
    ['karin', 'olga'],
    ['a password, pbkdf2_sha256', '••••••'],
    ['••••••'],
  ]);
});

test('people without a password wait for their link, or get one to choose a password', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const rows = (name: string) => `e-mail,full name\n${name}@people.example,Karin van Lomo\n`;
  const waiting = await upload(core, rows('karin'));
  const plan = await planOf(core, waiting, { start: 'pending' });
  expect(await core.call('imports.run', { id: waiting, plan })).toMatchObject({ mailsQueued: 1 });
  expect(await core.call('registrations.count', { query: 'is:pending' })).toEqual({ total: 1 });
  const active = await upload(core, rows('olga'));
  const sending = await planOf(core, active, { start: 'active', sendReset: true });
  expect(await core.call('imports.run', { id: active, plan: sending })).toMatchObject({
    mailsQueued: 1,
  });
  const kinds = await core.db
    .selectFrom('gatehouse_outbox')
    .select(['kind', 'envelope_to'])
    .execute();
  expect(kinds).toEqual([
    { kind: 'activation', envelope_to: 'karin@people.example' },
    { kind: 'password_reset', envelope_to: 'olga@people.example' },
  ]);
  expect(await people(core)).toMatchObject([
    { username: 'karin@people.example', first_name: 'Karin van', last_name: 'Lomo' },
    { username: 'olga@people.example', is_active: 1 },
  ]);
});

test('in a project’s database days of our own are noted for nobody', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  await handToProject(core);
  const id = await upload(core, 'username,email,date_joined\nkarin,k@web.example,2020-01-02\n');
  const plan = await planOf(core, id, { start: 'pending' });
  expect(await core.call('imports.run', { id, plan })).toMatchObject({ mailsQueued: 1 });
  expect(await people(core)).toMatchObject([{ date_joined: '2026-03-01 12:00:00' }]);
  const known = await core.db.selectFrom('gatehouse_registration').select('reissued_at').execute();
  expect(known).toEqual([{ reissued_at: null }]);
});

test('a whole import is one act in the log, and is taken back as one', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  await addAccount(core, { username: 'stays' });
  const before = await people(core);
  const lines = Array.from(
    { length: 1_200 },
    (_, index) => `person${index},p${index}@people.example`,
  );
  const id = await upload(core, ['username,email', ...lines].join('\n'));
  const { operationId } = await core.call('imports.run', { id, plan: await planOf(core, id) });
  const [newest] = (await core.call('operations.list', { search: '', offset: 0, limit: 1 })).rows;
  expect(newest).toMatchObject({
    id: operationId,
    title: 'Imported 1,200 accounts from people.csv',
  });
  await core.call('operations.undo', { id: operationId ?? 0 });
  expect(await people(core)).toEqual(before);
});

test('JSON, Latin letters and UTF-16 are read as well', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const files = [
    [
      'users.json',
      JSON.stringify([
        { username: 'anna', lastName: 'Jörg', enabled: true, createdTimestamp: 1_700_000_000_000 },
      ]),
    ],
    ['latin.csv', Buffer.from('username;last_name\nbo;J\xf6rg', 'latin1')],
    ['wide.csv', Buffer.from('\ufeffusername\tlast_name\ncem\tJörg', 'utf16le')],
  ] as const;
  for (const [filename, content] of files) {
    const id = await upload(core, content, filename);
    await core.call('imports.run', { id, plan: await planOf(core, id) });
  }
  expect(await people(core)).toMatchObject([
    { username: 'anna', last_name: 'Jörg', date_joined: '2023-11-14 22:13:20' },
    { username: 'bo', last_name: 'Jörg' },
    { username: 'cem', last_name: 'Jörg' },
  ]);
});

test('a file without a user name, a broken one and one that is gone are refused in words', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const id = await upload(core, 'colour,size\nred,1');
  const nameless = await core.refusal('imports.check', { id, plan: await planOf(core, id) });
  expect(nameless.message).toContain('No column is the user name');
  const open = await upload(core, 'username\n"anna');
  const plan = await planOf(core, id, { mapping: ['username'] });
  const broken = await core.refusal('imports.check', { id: open, plan });
  expect(broken.message).toBe('A quotation mark in row 2 is never closed.');
  await core.call('imports.discard', { id: open });
  expect((await core.refusal('imports.check', { id: open, plan })).code).toBe('not-found');
});

test('only a superuser imports', async () => {
  const core = await createConsoleCore();
  await signIn(core, 'staff');
  const refused = await core.refusal('imports.start', { filename: 'x', size: 1 });
  expect(refused.code).toBe('not-allowed');
});

test('an import that fails half-way tells what was taken, and its undo takes it back', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const rows = Array.from({ length: 2_100 }, (_, index) => `person${index}`);
  const id = await upload(core, ['username', ...rows].join('\n'));
  const plan = await planOf(core, id);
  await sql`CREATE TRIGGER keep BEFORE INSERT ON auth_user WHEN new.username = 'person999'
    BEGIN SELECT RAISE(ABORT, 'kept'); END`.execute(core.db);
  const done = await core.call('imports.run', { id, plan });
  expect(done).toMatchObject({
    accepted: 2_000,
    failed: 'Another row stands in the way. Look again: somebody may have been faster.',
  });
  expect(await people(core)).toHaveLength(2_000);
  await core.call('operations.undo', { id: done.operationId ?? 0 });
  expect(await people(core)).toEqual([]);
});

test('names and mailboxes are the same within a file as over two', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  await addAccount(core, { username: 'ärzte', email: 'a@münchen.example' });
  const rows = [
    'Ärzte,b@web.example',
    'ÄRZTE,c@web.example',
    'Ärzte,d@web.example',
    'a,A@xn--mnchen-3ya.example',
    'e,e@xn--mnchen-3ya.example',
    'f,E@münchen.example',
    'E,g@web.example',
  ];
  const id = await upload(core, `username,email\n${rows.join('\n')}\n`);
  const done = await core.call('imports.run', { id, plan: await planOf(core, id) });
  expect(done).toMatchObject({ accepted: 2, refused: 5 });
  const made = (await people(core)).slice(1).map(({ username }) => username);
  expect(made).toEqual(['Ärzte', 'e']);
});
