import { existsSync } from 'node:fs';
import { copyFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import SQLite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';

import { inspectDatabase } from '../../../src/main/databases/inspect-database.ts';
import { openDatabase } from '../../../src/main/db/open-database.ts';
import type { Application } from '../../../src/main/app/application.ts';
import type { ApplicationOptions } from '../../../src/main/app/application-options.ts';
import type { DatabaseChoice } from '../../../src/main/db/chosen-database.ts';
import { contract } from '../../../src/shared/contract/index.ts';
import type { Procedure } from '../../../src/shared/contract/procedure.ts';
import { openTestApplication } from '../../host/hosts.ts';
import { Clock, PASSWORD } from '../../support/core.ts';
import { type Project, PROJECTS } from '../../support/django-project.ts';
import { minimalInput } from '../../support/minimal-input.ts';
import { makeProject } from '../../support/project-database.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const EVA = { username: 'eva', password: PASSWORD };
/** Put off for longer than any test takes. */
const WAITING_MAIL = `INSERT INTO gatehouse_outbox (idempotency_key, message_id, kind, account_id,
    envelope_from, envelope_to, subject, raw, attempts, state, destination, created_at, next_attempt_at)
  VALUES ('a', '<a>', 'activation', 2, 'us@blog.example', 'pia@blog.example', 'Activate', x'', 1,
    'deferred', 'smtp', '2026-01-01 10:00:00', datetime('now', '+6 hours'))`;

/** Notes with what an application wants to begin anew. */
function createRestarts() {
  const restarts: { readonly database: DatabaseChoice; readonly notice: string | null }[] = [];
  const restart: ApplicationOptions['restart'] = (database, notice) =>
    void restarts.push({ database, notice });
  return { restarts, restart };
}

describe.each(Object.entries<Project>(PROJECTS))('a database of %s', (_name, project) => {
  it('is shown whole while it is only looked at, and stays as it was', async () => {
    const { file, trace } = await makeProject(project);
    const before = await trace();
    const application = await openTestApplication({ database: file });
    const call = async (name: string, input: unknown) => {
      const result = await application.dispatch(name, input);
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
      return result.value;
    };
    await call('session.signIn', EVA);
    const list = { sort: { column: 'username', direction: 'ascending' }, offset: 0, limit: 50 };
    expect(await call('accounts.list', { ...list, query: '' })).toMatchObject({ total: 5 });
    const waiting = { ...list, query: '', sort: { ...list.sort, column: 'expiresAt' } };
    expect(await call('registrations.list', waiting)).toMatchObject({
      rows: project.profiles === 'none' ? [] : [{ username: 'pia' }],
    });
    const failed: string[] = [];
    for (const [name, procedure] of Object.entries<Procedure>(contract)) {
      if (procedure.kind !== 'query') continue;
      for (let id = 1; id <= 5; id += 1) {
        const result = await application.dispatch(name, minimalInput(procedure.input, id));
        if (!result.ok && result.error.code === 'internal') failed.push(name);
      }
    }
    expect(failed).toEqual([]);
    const refused = await application.dispatch('accounts.activate', { ids: [2] });
    expect(refused).toMatchObject({ ok: false, error: { code: 'read-only' } });
    await application.stop();
    expect(await trace()).toEqual(before);
  });
});

it('that was only looked at is written to once a superuser says so, also after a restart', async () => {
  const { file } = await makeProject();
  const folder = await temporaryDirectory();
  const { restarts, restart } = createRestarts();
  const looking = await openTestApplication({ folder, database: file, restart });
  await looking.dispatch('session.signIn', EVA);
  expect(await looking.dispatch('database.inspect', { file })).toMatchObject({ ok: true });
  expect(await looking.dispatch('database.open', { file, mode: 'write' })).toMatchObject({
    ok: true,
  });
  await looking.stop();
  const [restarted] = restarts;
  expect(restarted?.notice).toContain(join(folder, 'copies'));
  await (await openTestApplication({ folder, database: restarted?.database })).stop();

  // Named again at each start, it stays as it was chosen.
  const writing = await openTestApplication({ folder, database: file });
  await writing.dispatch('session.signIn', EVA);
  expect(await writing.dispatch('registrations.activate', { ids: [2] })).toMatchObject({
    ok: true,
    value: { done: 1 },
  });
  await writing.stop();
  const database = new SQLite(file, { readonly: true });
  expect(database.prepare('SELECT is_active FROM auth_user WHERE id = 2').pluck().get()).toBe(1);
  database.close();
  expect(await readdir(folder)).not.toContain('gatehouse.sqlite3');
});

it('keeps what belongs to it apart from what is another’s', async () => {
  const folder = await temporaryDirectory();
  const own = await openTestApplication({ folder });
  await own.dispatch('session.setUp', {
    siteName: 'Shop',
    domain: '127.0.0.1:8000',
    email: 'eva@shop.example',
    ...EVA,
  });
  await own.stop();
  // As after a crash.
  await writeFile(join(folder, 'captured.spool'), 'mails of the shop');
  const seal = join(folder, 'audit.seal');
  expect(existsSync(seal)).toBe(true);

  const { file } = await makeProject();
  const { restarts, restart } = createRestarts();
  const looking = await openTestApplication({ folder, database: file, restart });
  await looking.dispatch('session.signIn', EVA);
  await looking.dispatch('database.open', { file, mode: 'write' });
  await looking.stop();
  const other = await openTestApplication({ folder, database: restarts[0]?.database });
  await other.dispatch('session.signIn', EVA);
  expect(await other.dispatch('operations.verify', {})).toMatchObject({
    ok: true,
    value: { state: 'unbroken' },
  });
  await other.stop();
  expect(existsSync(join(folder, 'captured.spool'))).toBe(true);
  expect(existsSync(seal)).toBe(true);
  const [name = ''] = await readdir(join(folder, 'databases'));
  expect(await readdir(join(folder, 'databases', name))).toEqual(['audit.seal', 'worked-at']);
});

it('that the command line names is refused in words when it can’t be opened', async () => {
  const folder = await temporaryDirectory();
  const { file, change } = await makeProject();
  const start = (database: string) => openTestApplication({ folder, database });
  await expect(start(join(folder, 'nothing.sqlite3'))).rejects.toThrow('There is no file');
  change('UPDATE auth_user SET is_superuser = 0');
  await expect(start(file)).rejects.toThrow('createsuperuser');
  change('UPDATE auth_user SET is_superuser = 1; PRAGMA journal_mode = WAL');
  // As in a folder that can't be written.
  await symlink(join(folder, 'nowhere', 'db.sqlite3-shm'), `${file}-shm`);
  await expect(start(file)).rejects.toThrow('can’t be looked at where it is');
  expect(existsSync(join(folder, 'database.json'))).toBe(false);
});

it.each([true, false])(
  'that was put back from a copy holds what was waiting in it, each time once, with its seal: %s',
  async (isSealed) => {
    const folder = await temporaryDirectory();
    const file = join(folder, 'gatehouse.sqlite3');
    const start = async (): Promise<Application> => openTestApplication({ folder });
    const first = await start();
    const setUp = { siteName: 'Shop', domain: '127.0.0.1:8000', email: 'eva@shop.example', ...EVA };
    await first.dispatch('session.setUp', setUp);
    await first.stop();
    const database = new SQLite(file);
    database.exec(WAITING_MAIL);
    database.close();
    const copy = join(folder, 'copy.sqlite3');
    await copyFile(file, copy);
    const mailAfterStart = async () => {
      await (await start()).stop();
      const found = new SQLite(file);
      const row = found.prepare('SELECT state, why FROM gatehouse_outbox').get();
      found.exec(`UPDATE gatehouse_outbox SET state = 'deferred'`);
      found.close();
      return row;
    };
    expect(await mailAfterStart()).toMatchObject({ state: 'deferred' });
    const later = await start();
    await later.dispatch('session.signIn', EVA);
    await later.dispatch('groups.create', { name: 'Editors' });
    await later.stop();
    await copyFile(copy, file);
    if (!isSealed) await rm(join(folder, 'audit.seal'));
    expect(await mailAfterStart()).toMatchObject({
      state: 'held',
      why: expect.stringContaining('put in its place'),
    });
    expect(await mailAfterStart()).toMatchObject({ state: 'deferred' });
    // The same once more, and with nothing in the log since then.
    await copyFile(copy, file);
    expect(await mailAfterStart()).toMatchObject({ state: 'held' });
    await copyFile(file, copy);
    expect(await mailAfterStart()).toMatchObject({ state: 'deferred' });
    await copyFile(copy, file);
    expect(await mailAfterStart()).toMatchObject({ state: 'held' });
  },
);

describe('whose secrets another data folder has sealed', () => {
  async function makeOther() {
    const folder = await temporaryDirectory();
    await (await openTestApplication({ folder })).stop();
    const file = join(folder, 'gatehouse.sqlite3');
    const database = new SQLite(file);
    onTestFinished(() => void database.close());
    database.exec(WAITING_MAIL);
    const mail = () => database.prepare('SELECT state FROM gatehouse_outbox').get();
    return { file, mail };
  }

  it.each([true, false])(
    'is opened for writing, with a key of its own there: %s',
    async (hasKey) => {
      const { file, mail } = await makeOther();
      const folder = await temporaryDirectory();
      if (hasKey) await (await openTestApplication({ folder })).stop();
      const choice = { folder, database: { file, looksOnly: false } };
      await (await openTestApplication({ ...choice, onError: () => {} })).stop();
      expect(mail()).toMatchObject({ state: 'held' });
    },
  );

  it('keeps its mails for its own Gatehouse when it can’t be opened', async () => {
    const { file, mail } = await makeOther();
    const folder = await temporaryDirectory();
    await writeFile(join(folder, 'secret.key'), 'damaged');
    const choice = { folder, database: { file, looksOnly: false } };
    await expect(openTestApplication({ ...choice, onError: () => {} })).rejects.toThrow('damaged');
    expect(mail()).toMatchObject({ state: 'deferred' });
  });
});

it('holds mails that were waiting elsewhere, once, when a database is first opened here', async () => {
  const { file, change } = await makeProject();
  await (await openDatabase(file, { inPlace: true })).db.destroy();
  change(WAITING_MAIL);
  const folder = await temporaryDirectory();
  const stateAfterStart = async () => {
    await (await openTestApplication({ folder, database: file })).stop();
    const database = new SQLite(file, { readonly: true });
    const row = database.prepare('SELECT state, why FROM gatehouse_outbox').get();
    database.close();
    return row;
  };
  const { now } = new Clock();
  const titles = async () => {
    const report = await inspectDatabase(file, { now, dataDirectory: folder, current: null });
    return report.notices.map(({ title }) => title);
  };
  expect(await titles()).toContain('1 mail has not left yet.');
  expect(await stateAfterStart()).toMatchObject({
    state: 'held',
    why: expect.stringContaining('first opened here'),
  });
  expect(await titles()).not.toContain('1 mail has not left yet.');
  const later = `datetime('now', '+6 hours')`;
  change(`UPDATE gatehouse_outbox SET state = 'queued', next_attempt_at = ${later}`);
  expect(await stateAfterStart()).toMatchObject({ state: 'queued' });
});

it('that can’t be opened any more tells how to start with another one', async () => {
  const folder = await temporaryDirectory();
  const { file } = await makeProject();
  await (await openTestApplication({ folder })).stop();
  await (await openTestApplication({ folder, database: file })).stop();
  await writeFile(file, 'this is no database, it is a letter of some length'.repeat(100));
  const own = join(folder, 'gatehouse.sqlite3');
  await expect(openTestApplication({ folder })).rejects.toThrow(
    `Put a backup in its place. Or name another database with --database, such as ${own}.`,
  );
  await (await openTestApplication({ folder, database: own })).stop();
});
