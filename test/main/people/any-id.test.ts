import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount, addAdministrator, createCore, register } from '../../support/core.ts';
import { openIndex } from '../../support/open-index.ts';

/** What django-guardian's AnonymousUser has, and what a BigAutoField or another program gives. */
const IDS = [-1, 0, 2_147_483_648, 4_294_967_295, 5_000_000_000, Number.MAX_SAFE_INTEGER];
const CASES = IDS.flatMap((id) => [
  { id, by: 'SQL' },
  { id, by: 'the index' },
]);
const BY_NAME = { column: 'username', direction: 'ascending' } as const;
const WINDOW = { offset: 0, limit: 50 };
/** Finds everybody; asks the index where there is one, also while it is being made. */
const EVERYBODY = 'dup:no';

/** Zed has this id, and somebody else the one that 32 bits would make of it. */
async function siteWith(id: number, by: string) {
  const core = await createConsoleCore(by === 'SQL' ? {} : { many: 1 });
  const person = await signIn(core);
  const zed = await addAccount(core, { username: 'zed', isActive: true });
  const other = await addAccount(core, { username: 'other', isActive: true });
  const wil = await register(core, 'wil');
  await sql`PRAGMA foreign_keys = OFF`.execute(core.db);
  const wrapped = id >>> 0 === id ? 77 : id >>> 0;
  for (const [from, to] of [
    [other, wrapped],
    [zed, id],
  ]) {
    await sql`UPDATE auth_user SET id = ${to} WHERE id = ${from}`.execute(core.db);
  }
  await sql`PRAGMA foreign_keys = ON`.execute(core.db);
  core.services.people.changed('all');
  const states = async () => {
    const rows = await core.db.selectFrom('auth_user').select(['id', 'is_active']).execute();
    return new Map(rows.map((row) => [row.id, row.is_active]));
  };
  return { core, person, wil, wrapped, states };
}

test.each(CASES)('whoever has the id $id is listed, and opened by $by', async ({ id, by }) => {
  const { core, wil, person, wrapped } = await siteWith(id, by);
  const everybody = [person.id, wil, wrapped, id].toSorted((one, two) => one - two);
  for (const direction of ['ascending', 'descending'] as const) {
    const sort = { column: 'dateJoined', direction } as const;
    const { rows } = await core.call('accounts.list', { query: EVERYBODY, sort, ...WINDOW });
    expect(rows.map((row) => row.id).toSorted((one, two) => one - two)).toEqual(everybody);
  }
  expect((await core.call('accounts.ids', { query: EVERYBODY })).ids).toEqual(everybody);
  expect(await core.call('accounts.get', { id })).toMatchObject({ id, username: 'zed' });
  await core.call('accounts.raw', { id });
  await core.call('accounts.rights', { id });
  await core.call('accounts.story', { id, kind: 'all', limit: 20 });
  const { people } = await core.call('accounts.similar', { query: 'zedd' });
  expect(people.map((each) => each.id)).toContain(id);
  expect(core.internalErrors).toEqual([]);
});

test.each(CASES)('the one with the id $id who was frozen by $by is acted on', async (given) => {
  const { id } = given;
  const { core, wrapped, states } = await siteWith(id, given.by);
  const frozen = async () => (await core.call('accounts.freeze', { query: 'user:zed' })).selection;
  const off = await core.call('accounts.deactivate', {
    selection: await frozen(),
    includeSelf: false,
  });
  expect(off).toMatchObject({ done: 1, skipped: [] });
  expect([(await states()).get(id), (await states()).get(wrapped)]).toEqual([0, 1]);
  await core.call('operations.undo', { id: off.operationId ?? 0 });
  expect((await states()).get(id)).toBe(1);

  await core.call('accounts.delete', { selection: await frozen(), includeSelf: false });
  expect([(await states()).has(id), (await states()).has(wrapped)]).toEqual([false, true]);
  const { rows } = await core.call('trash.list', { search: '', ...WINDOW });
  expect(rows.map((row) => row.id)).toEqual([id]);
  const trashed = await core.call('trash.freeze', { search: '' });
  const back = await core.call('trash.restore', { selection: trashed.selection });
  expect(back).toMatchObject({ done: 1, skipped: [] });
  expect((await states()).get(id)).toBe(1);
  expect((await core.call('accounts.ids', { query: 'user:zed' })).ids).toEqual([id]);
  expect(core.internalErrors).toEqual([]);
});

test.each(CASES)('the one with the id $id is exported as by $by', async ({ id, by }) => {
  const { core } = await siteWith(id, by);
  const { selection } = await core.call('accounts.freeze', { query: 'user:zed' });
  const { path } = await core.call('accounts.export', {
    selection,
    format: 'csv',
    delimiter: ',',
    byteOrderMark: false,
    formulaSafe: true,
    columns: ['id', 'username'],
  });
  const answer = await core.services.files.answer(path);
  expect(await answer?.text()).toBe(`id,username\r\n${id},zed\r\n`);
});

test.each(CASES)(
  'a sign-up with the id $id waits, seen by $by, and can be activated',
  async (given) => {
    const { id, by } = given;
    const core = await createConsoleCore(by === 'SQL' ? {} : { many: 1 });
    await signIn(core);
    const wil = await register(core, 'wil');
    await sql`PRAGMA foreign_keys = OFF`.execute(core.db);
    await sql`UPDATE auth_user SET id = ${id} WHERE id = ${wil}`.execute(core.db);
    for (const table of ['registration_registrationprofile', 'gatehouse_registration']) {
      await sql`UPDATE ${sql.table(table)} SET user_id = ${id}`.execute(core.db);
    }
    await sql`PRAGMA foreign_keys = ON`.execute(core.db);
    core.services.people.changed('all');
    const sort = { column: 'signedUpAt', direction: 'descending' } as const;
    const { rows } = await core.call('registrations.list', { query: EVERYBODY, sort, ...WINDOW });
    expect(rows.map((row) => row.id)).toEqual([id]);
    await core.call('registrations.evidence', { id });
    const { people } = await core.call('registrations.signals', { ids: [id] });
    expect(people.map((each) => each.id)).toEqual([id]);
    expect(await core.call('registrations.resend', { ids: [id] })).toMatchObject({ done: 1 });
    expect(await core.call('registrations.activate', { ids: [id] })).toMatchObject({ done: 1 });
    expect(core.internalErrors).toEqual([]);
  },
);

test.each(['SQL', 'the index'])(
  'nobody is acted on in the place of one whose id is not exact, by %s',
  async (by) => {
    const { core, states } = await siteWith(5, by);
    const insert = (id: string) =>
      sql`INSERT INTO auth_user (id, password, is_superuser, username,
      first_name, last_name, email, is_staff, is_active, date_joined) VALUES (${sql.raw(id)}, '', 0,
      ${`late${id}`}, '', '', '', 0, 1, '2026-01-01 00:00:00')`.execute(core.db);
    await insert('9007199254740992');
    await insert('9007199254740993');
    core.services.people.changed('all');
    const { selection } = await core.call('accounts.freeze', {
      query: 'user:late9007199254740993',
    });
    const before = await states();
    for (const target of [{ selection }, { ids: [9_007_199_254_740_992] }]) {
      const refused = await core.refusal('accounts.delete', { ...target, includeSelf: false });
      expect(refused.code).toMatch(/^(conflict|invalid-input)$/);
    }
    expect(await states()).toEqual(before);
    const window = { query: 'user:late', sort: BY_NAME, ...WINDOW };
    expect((await core.refusal('accounts.list', window)).message).toContain('beyond');
    const next = { username: 'next', email: 'next@people.example', firstName: '', lastName: '' };
    const added = await core.refusal('accounts.create', {
      ...next,
      isStaff: false,
      isSuperuser: false,
      password: '',
      start: 'active',
    });
    expect(added.message).toContain('beyond');
    expect(await states()).toEqual(before);
    expect(core.internalErrors).toEqual([]);
  },
);

test('who comes below and above all others while there is an index is found, and missed when gone', async () => {
  const core = await createCore();
  await addAdministrator(core);
  const people = await openIndex(core);
  const found = async () => [...(await people.ids({ query: 'user:new' }))];
  for (const id of IDS) {
    await sql`INSERT INTO auth_user (id, password, is_superuser, username, first_name, last_name,
      email, is_staff, is_active, date_joined) VALUES (${id}, '', 0, ${`new${id}`}, '', '', '', 0, 1,
      '2026-01-01 00:00:00')`.execute(core.db);
  }
  people.changed('all');
  await expect.poll(found).toEqual(IDS);
  const window = {
    query: 'user:new',
    sort: { ...BY_NAME, column: 'dateJoined' },
    ...WINDOW,
  } as const;
  expect((await people.window(window)).ids).toEqual(IDS);
  await sql`DELETE FROM auth_user WHERE id IN (-1, 5000000000)`.execute(core.db);
  people.changed('all');
  await expect.poll(found).toEqual(IDS.filter((id) => id !== -1 && id !== 5_000_000_000));
});
