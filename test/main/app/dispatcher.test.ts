import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { createDispatcher } from '../../../src/main/app/dispatcher.ts';
import { createHandlers } from '../../../src/main/app/handlers.ts';
import { saveSite } from '../../../src/main/site/save-site.ts';
import { contract, type ProcedureName } from '../../../src/shared/contract/index.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { PASSWORD, register } from '../../support/core.ts';
import { minimalInput } from '../../support/minimal-input.ts';
import { SHOP } from '../../support/site-paths.ts';

const NAMES = Object.keys(contract) as ProcedureName[];
const PENDING = {
  query: '',
  sort: { column: 'expiresAt', direction: 'ascending' },
  offset: 0,
  limit: 50,
} as const;
const USERS = {
  query: '',
  sort: { column: 'username', direction: 'ascending' },
  offset: 0,
  limit: 50,
} as const;

const HOSTILE: readonly unknown[] = [
  undefined,
  null,
  42,
  'text',
  [],
  JSON.parse('{"__proto__": {"ids": [1]}}'),
  { constructor: { prototype: {} } },
  { ids: ['1'] },
  { ids: [1.5] },
  { ids: [-1] },
  { ids: Array.from({ length: 1_000_000 }, () => 1) },
  { id: Number.MAX_SAFE_INTEGER },
  { id: '1; DROP TABLE auth_user' },
  { search: 'x'.repeat(5_000_000) },
  { username: 'x'.repeat(5_000_000), password: 'x'.repeat(5_000_000) },
];

describe('the dispatcher', () => {
  it.each(['', 'nothing', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'knows no procedure named %j',
    async (name) => {
      const { refusal } = await createConsoleCore();
      expect(await refusal(name, {})).toMatchObject({ code: 'unknown-procedure' });
    },
  );

  it('lets nobody in who is not signed in, except where the contract says public', async () => {
    const console = await createConsoleCore();
    for (const name of NAMES) {
      const result = await console.dispatch(name, {});
      const code = result.ok ? 'ok' : result.error.code;
      expect([name, code === 'not-signed-in']).toEqual([name, contract[name].access !== 'public']);
    }
  });

  it('keeps what is a superuser’s from staff', async () => {
    const console = await createConsoleCore();
    await signIn(console, 'staff');
    for (const name of NAMES.filter((each) => contract[each].access === 'superuser')) {
      expect([name, (await console.refusal(name, {})).code]).toEqual([name, 'not-allowed']);
    }
  });

  it('answers hostile input to every procedure with a refusal, never with an internal error', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    for (const name of NAMES) {
      for (const input of HOSTILE) {
        const result = await console.dispatch(name, input);
        const code = result.ok ? 'ok' : result.error.code;
        expect([name, code]).not.toEqual([name, 'internal']);
      }
      if (name === 'session.signOut' || name === 'session.lock') {
        await console.services.session.signIn('eva', PASSWORD);
      }
    }
    expect(console.internalErrors).toEqual([]);
  });

  it('publishes what a command that fails may have written', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const id = await register(console, 'anna');
    await sql`CREATE TRIGGER keep BEFORE UPDATE ON auth_user
      BEGIN SELECT RAISE(ABORT, 'kept'); END`.execute(console.db);
    expect(await console.refusal('registrations.activate', { ids: [id] })).toMatchObject({
      message: 'Another row stands in the way. Nothing was changed.',
    });
    expect(console.published).toEqual(['accounts', 'registrations', 'operations', 'outbox']);
  });

  it('publishes what a command writes, and nothing for a query or bad input', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const id = await register(console, 'anna');
    await console.call('accounts.get', { id });
    await console.refusal('registrations.activate', { ids: [] });
    expect(console.published).toEqual([]);
    await console.call('registrations.activate', { ids: [id] });
    expect(console.published).toEqual(['accounts', 'registrations', 'operations', 'outbox']);
  });

  it('publishes nothing for a command that was refused, except when others have changed things', async () => {
    const console = await createConsoleCore();
    const { id } = await signIn(console);
    const site = { name: 'Shop', domain: 'no domain', scheme: 'https' };
    const sent = { ...site, basedOn: site };
    expect((await console.refusal('settings.saveSite', sent)).code).toBe('invalid-input');
    const password = { id, password: 'another calm river' };
    expect((await console.refusal('accounts.setPassword', password)).code).toBe('not-allowed');
    expect(console.published).toEqual([]);
    const form = { username: 'a', email: '', firstName: '', lastName: '' };
    const flags = { isStaff: false, isSuperuser: false };
    await console.refusal('accounts.update', { id: 99, revision: '', ...form, ...flags });
    expect(console.published).toEqual(contract['accounts.update'].writes);
  });

  it('logs what went wrong in a command though its connection has closed', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const id = await register(console, 'anna');
    await console.db.schema.alterTable('gatehouse_operation').renameTo('gone').execute();
    const input = { ids: [id], includeSelf: false };
    const result = await console.dispatch('accounts.activate', input, AbortSignal.abort());
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(console.internalErrors).toHaveLength(1);
  });

  it('says of what failed inside whether it may simply be tried again', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const id = await register(console, 'anna');
    for (const table of ['gatehouse_operation', 'gatehouse_key'] as const) {
      await console.db.schema.alterTable(table).renameTo(`gone_${table}`).execute();
    }
    const wrong =
      'Something in Gatehouse went wrong and was written to gatehouse.log in the data folder.';
    const unknown = `${wrong} Whether the act was done is not known.`;
    expect(await console.refusal('accounts.activate', { ids: [id], includeSelf: false })).toEqual({
      code: 'internal',
      message: unknown,
      advice: 'Look at Audit before you do it again.',
    });
    expect(await console.refusal('keys.save', { changed: {} })).toEqual({
      code: 'internal',
      message: unknown,
      advice: 'Check whether it was before you do it again.',
    });
    expect(await console.refusal('keys.list', {})).toMatchObject({
      message: wrong,
      advice: expect.stringMatching(/^Try again/),
    });
  });

  it.each([
    [
      'accounts.activate',
      'SQLITE_IOERR_READ',
      'not answer. Whether the act was done is not known.',
    ],
    ['accounts.activate', 'SQLITE_BUSY', 'for 5 s. Nothing was changed.'],
    ['keys.list', 'SQLITE_IOERR_READ', 'not answer. Nothing was changed.'],
  ] as const)('says after %s and %s what came of it', async (name, code, words) => {
    const fail = () => {
      throw new SQLite.SqliteError('made up', code);
    };
    const { services } = await createConsoleCore();
    const dispatch = createDispatcher({
      handlers: { ...createHandlers(services), 'accounts.activate': fail, 'keys.list': fail },
      person: async () => ({ id: 1, username: 'eva', isSuperuser: true, permissions: [] }),
      publish: () => {},
      readOnly: null,
      onInternalError: () => {},
    });
    expect(await dispatch(name, minimalInput(contract[name].input, 1))).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining(words) },
    });
  });

  it('says of a command that fails after it has acted that what was done stays', async () => {
    const { services } = await createConsoleCore();
    const person = { id: 1, username: 'eva', isSuperuser: true, permissions: [] };
    const dispatch = createDispatcher({
      handlers: {
        ...createHandlers(services),
        'keys.save': async () => {
          await saveSite(services, person, SHOP);
          throw new SQLite.SqliteError('made up', 'SQLITE_BUSY');
        },
      },
      person: async () => person,
      publish: () => {},
      readOnly: null,
      onInternalError: () => {},
    });
    const save = () => dispatch('keys.save', { changed: {} });
    const busy = 'Another program is writing to the database. Tried for 5 s.';
    expect(await save()).toMatchObject({
      error: {
        message: `${busy} What was done before stays, and stands in Audit.`,
        advice: 'Look at Audit before you do it again.',
      },
    });
    expect(await save()).toMatchObject({ error: { code: 'busy', repeatable: true } });
  });

  it('does a command though nobody waits for it, and no query', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const id = await register(console, 'anna');
    const signal = AbortSignal.abort();
    const done = await console.dispatch('registrations.activate', { ids: [id] }, signal);
    expect(done).toMatchObject({ ok: true });
    const asked = await console.dispatch('accounts.get', { id }, signal);
    expect(asked).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });

  it('case 38: refuses every write to a read-only database, and still shows everything', async () => {
    const console = await createConsoleCore({ readOnly: 'Made by a newer version.' });
    const { id } = await signIn(console);
    expect(await console.call('accounts.list', USERS)).toMatchObject({ total: 1 });
    const writes = Object.entries(contract).filter(
      ([, procedure]) =>
        procedure.kind === 'command' &&
        procedure.access !== 'public' &&
        procedure.writes.some((topic) => topic !== 'session'),
    );
    expect(writes.length).toBeGreaterThan(50);
    for (const [name, { input }] of writes) {
      const refused = await console.refusal(name, minimalInput(input, id));
      expect({ name, ...refused }).toEqual({
        name,
        code: 'read-only',
        message: 'Made by a newer version.',
      });
    }
  });
});

describe('what leaves the application', () => {
  it('holds no password hash, no activation key and no secret', async () => {
    const console = await createConsoleCore();
    const person = await signIn(console);
    const id = await register(console, 'anna');
    await console.call('registrations.resend', { ids: [id] });
    const { signIn: rules } = await console.call('settings.get', {});
    await console.call('settings.saveSignIn', {
      ...rules,
      passwordsByAdministrators: true,
      basedOn: rules,
    });
    await console.call('accounts.setPassword', { id, password: 'another calm river' });
    const hashes = await console.db.selectFrom('auth_user').select('password').execute();
    const profiles = await console.db
      .selectFrom('registration_registrationprofile')
      .select('activation_key')
      .execute();
    const { rows: acts } = await console.call('operations.list', {
      search: '',
      offset: 0,
      limit: 50,
    });
    const answers = [
      await console.call('accounts.get', { id }),
      await console.call('accounts.get', { id: person.id }),
      await console.call('accounts.list', USERS),
      await console.call('registrations.list', PENDING),
      await console.call('settings.get', {}),
      await console.call('outbox.list', { search: '', view: 'all', offset: 0, limit: 50 }),
      ...(await Promise.all(acts.map((act) => console.call('operations.get', { id: act.id })))),
    ];
    const text = JSON.stringify(answers);
    for (const { password } of hashes) expect(text).not.toContain(password.split('$').at(-1));
    for (const { activation_key } of profiles) expect(text).not.toContain(activation_key);
  });

  it('is the same after a round trip through JSON', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    await register(console, 'anna');
    for (const [name, input] of [
      ['registrations.list', PENDING],
      ['accounts.list', USERS],
      ['application.counts', {}],
      ['session.state', {}],
    ] as const) {
      const value = await console.call(name, input);
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    }
  });
});
