import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';

import { countInPieces, createSqlPeople } from '../../../src/main/people/sql-people.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount, type Core, createCore, register } from '../../support/core.ts';

async function site(): Promise<Core> {
  const core = await createCore();
  await addAccount(core, { username: 'eva', isActive: true, isStaff: true, isSuperuser: true });
  await addAccount(core, {
    username: 'olga',
    firstName: 'Ольга',
    lastName: 'ΣΟΦΟΣ',
    email: 'Olga@Web.de',
    isActive: true,
  });
  await addAccount(core, { username: 'olga2', email: 'olga@web.de', lastName: 'Straße' });
  await register(core, 'late');
  core.clock.advance({ days: 6, hours: 12 });
  await register(core, 'soon');
  core.clock.advance({ hours: 13 });
  return core;
}

it.each([
  ['domain:köln.de', 'cora'],
  ['domain:xn--kln-sna.de', 'cora'],
  ['domain:KÖLN.DE', 'cora'],
  ['domain:@koln.de', 'kim'],
  ['domain:straße.de', 'sven'],
  ['domain:strasse.de', ''],
  ['-domain:köln.de', 'kim sven'],
])('%j means that very domain: %j', async (query, names) => {
  const core = await createCore();
  await addAccount(core, { username: 'cora', email: 'c@köln.de' });
  await addAccount(core, { username: 'kim', email: 'k@koln.de' });
  await addAccount(core, { username: 'sven', email: 's@xn--strae-oqa.de' });
  const ids = await createSqlPeople(core).ids({ query });
  const rows = await core.db.selectFrom('auth_user').select(['id', 'username']).execute();
  const found = rows.filter(({ id }) => ids.includes(id));
  expect(found.map(({ username }) => username).join(' ')).toBe(names);
});

it('counts in pieces what it counts at once, and others are served in between', async () => {
  const core = await site();
  await sql`
    INSERT INTO auth_user (id, password, is_superuser, username, first_name, last_name, email,
      is_staff, is_active, date_joined)
    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 50000)
    SELECT 100 + 7 * n, '!', 0, 'many' || n, '', '', '', 0, n % 2, '2026-01-01 10:00:00'
    FROM number`.execute(core.db);
  let served = 0;
  const serve = (): void => {
    served += 1;
    turn = setImmediate(serve);
  };
  let turn = setImmediate(serve);
  onTestFinished(() => clearImmediate(turn));
  const people = createSqlPeople(core);
  for (const search of [
    { query: '' },
    { query: 'is:active' },
    { query: '', waiting: true },
    { query: 'nobody' },
  ]) {
    const before = served;
    expect(await countInPieces(core, search), search.query).toBe(await people.count(search));
    expect(served - before).toBeGreaterThanOrEqual(2);
  }
});

describe('a search for people', () => {
  it.each([
    ['', 'eva olga olga2 late soon'],
    ['OLG', 'olga olga2'],
    ['ольг', 'olga'],
    ['"ольга σοφος"', 'olga'],
    ['σοφοσ', 'olga'],
    ['STRASSE', 'olga2'],
    ['olga -name:ольга', 'olga2'],
    ['user:people.example', ''],
    ['email:people.example', 'eva late soon'],
    ['domain:web.de', 'olga olga2'],
    ['domain:eb.de', ''],
    ['is:waiting', 'late soon'],
    ['is:expired', 'late'],
    ['is:pending', 'soon'],
    ['is:active', 'eva olga'],
    ['is:inactive', 'olga2'],
    ['is:staff superuser:yes', 'eva'],
    ['superuser:no', 'olga olga2 late soon'],
    ['dup:yes', 'olga olga2'],
    ['expires:<7d', 'soon'],
    ['expires:<2d', ''],
    ['expires:>2d', 'soon'],
    ['expires:2026-03-08', 'late'],
    ['expires:never', 'eva olga olga2'],
    ['joined:<1d', 'soon'],
    ['joined:>6d', 'eva olga olga2 late'],
    ['joined:2026-03-01', 'eva olga olga2 late'],
    ['joined:>2026-03-02', 'soon'],
    ['last:never', 'eva olga olga2 late soon'],
    ['last:<1d', ''],
    ['mail:waiting', 'late soon'],
    ['mail:none', 'eva olga olga2'],
    ['mail:sent', ''],
    ['group:editors', ''],
    ['has:note', ''],
    ['is:nonsense olga2', 'olga2'],
  ])('%j finds %j', async (query, names) => {
    const core = await site();
    const people = createSqlPeople(core);
    const ids = await people.ids({ query });
    const rows = await core.db.selectFrom('auth_user').select(['id', 'username']).execute();
    const nameOf = new Map(rows.map((row) => [row.id, row.username]));
    expect([...ids].map((id) => nameOf.get(id)).join(' ')).toBe(names);
    expect(await people.count({ query })).toBe(ids.length);
  });

  it.each(['username', 'email', 'name', 'dateJoined', 'lastLogin', 'expiresAt'] as const)(
    'is sorted by %s both ways',
    async (column) => {
      const people = createSqlPeople(await site());
      const page = { query: '', offset: 0, limit: 10 };
      const up = await people.window({ ...page, sort: { column, direction: 'ascending' } });
      const down = await people.window({ ...page, sort: { column, direction: 'descending' } });
      expect(up.total).toBe(5);
      expect(up.ids).toEqual(down.ids.toReversed());
    },
  );

  it('is sorted by what needs somebody first', async () => {
    const people = createSqlPeople(await site());
    const page = { query: '', offset: 0, limit: 10 };
    const by = async (column: 'state' | 'role' | 'mail') =>
      (await people.window({ ...page, sort: { column, direction: 'ascending' } })).ids;
    expect(await by('state')).toEqual([5, 4, 3, 1, 2]);
    expect(await by('mail')).toEqual([4, 5, 1, 2, 3]);
    expect((await by('role')).at(-1)).toBe(1);
  });
});

describe('a range of a list', () => {
  const byName = { column: 'username', direction: 'descending' } as const;

  it.each([
    ['by SQL', {}],
    ['by the index', { many: 1 }],
  ])('%s is had at once, in the order of the list, however long it is', async (_, options) => {
    const console = await createConsoleCore(options);
    await signIn(console);
    const made: number[] = [];
    for (let next = 0; next < 6; next += 1) {
      made.push(await addAccount(console, { username: `reader${next}`, isActive: true }));
    }
    const range = { sort: byName, offset: 2, limit: 1_000 };
    const { ids } = await console.call('accounts.ids', { query: 'reader', range });
    expect(ids).toEqual(made.toReversed().slice(2));
  });

  it('of those who wait is in the order of Pending', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const [anna, ben] = [await register(console, 'anna'), await register(console, 'ben')];
    const sort = { column: 'signedUpAt', direction: 'descending' } as const;
    const range = { sort, offset: 0, limit: 5 };
    const { ids } = await console.call('registrations.ids', { query: '', range });
    expect(ids).toEqual([ben, anna]);
  });

  it('is refused with words when it is longer than an act can name', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const range = { sort: byName, offset: 0, limit: 200_001 };
    expect(await console.refusal('accounts.ids', { query: '', range })).toMatchObject({
      code: 'conflict',
      advice: 'Select all of them, or search for fewer.',
    });
  });
});

describe('a frozen selection', () => {
  it('case 39: is what is acted on, even if more match meanwhile', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const anna = await register(console, 'anna');
    const frozen = await console.call('registrations.freeze', { query: 'people.example' });
    for (let more = 0; more < 50; more += 1) await register(console, `later${more}`);
    expect(frozen).toMatchObject({ count: 1, at: console.now().toISOString() });
    const { selection } = frozen;
    expect(await console.call('registrations.activate', { selection })).toMatchObject({ done: 1 });
    const active = await console.db
      .selectFrom('auth_user')
      .select('id')
      .where('is_active', '=', 1)
      .where('is_staff', '=', 0)
      .execute();
    expect(active).toEqual([{ id: anna }]);
  });

  it('is made of a query that is understood whole, and of no other', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    expect(await console.refusal('accounts.freeze', { query: 'is:activ' })).toMatchObject({
      code: 'invalid-input',
    });
  });

  it('is forgotten when the console is locked', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const frozen = await console.call('accounts.freeze', { query: '' });
    console.services.session.lock();
    expect(() => console.services.selections.idsOf(frozen)).toThrow('no longer held');
  });
});
