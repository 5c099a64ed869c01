import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import SQLite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';

import {
  chosenDatabase,
  type DatabaseChoice,
  readChosenDatabase,
} from '../../../src/main/db/chosen-database.ts';
import { openChosenDatabase } from '../../../src/main/db/open-chosen-database.ts';
import { openTestApplication } from '../../host/hosts.ts';
import { type ConsoleCore, createConsoleCore, signIn } from '../../support/console-core.ts';
import { PASSWORD } from '../../support/core.ts';
import { makeProject } from '../../support/project-database.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const kindsOf = async (console: ConsoleCore): Promise<string[]> =>
  (await console.db.selectFrom('gatehouse_operation').select('kind').execute()).map(
    ({ kind }) => kind,
  );

/** Opens the database that the console was asked to begin anew with. */
const openNext = async ({ folder, restarts: [restart] }: ConsoleCore) => {
  if (!restart) throw new Error('It does not begin anew.');
  return openChosenDatabase(chosenDatabase(folder, restart.database));
};

describe('a project’s database', () => {
  it('is chosen at the first start by nobody in particular, after a copy was made', async () => {
    const console = await createConsoleCore();
    const { file, trace } = await makeProject();
    const before = await trace();
    const { copy } = await console.call('database.open', { file, mode: 'write' });
    const copied = new SQLite(copy ?? '', { readonly: true });
    expect(copied.prepare('SELECT username FROM auth_user ORDER BY id').pluck().all()).toEqual([
      'eva',
      'pia',
      'mia',
      'otto',
      'dora',
    ]);
    const ours = copied.prepare(`SELECT 1 FROM sqlite_schema WHERE name LIKE 'gatehouse_%'`);
    expect(ours.get()).toBeUndefined();
    copied.close();
    expect(copy).toContain(join(console.folder, 'copies', 'db-2026-03-01T12-00-00-000.sqlite3'));
    expect(Object.keys(await trace())).toEqual([
      ...Object.keys(before),
      'db.sqlite3.gatehouse.lock',
    ]);
    expect(console.restarts).toEqual([
      {
        database: expect.objectContaining({ file, inPlace: true, looksOnly: false }),
        notice: expect.stringContaining(copy ?? ''),
      },
    ]);
    // The start with it writes it down, once it has come off.
    expect(existsSync(join(console.folder, 'database.json'))).toBe(false);
    // The folder's own database is what it was.
    expect(await kindsOf(console)).toEqual([]);
    const { db, close } = await openNext(console);
    const { kind, actor } = await db
      .selectFrom('gatehouse_operation')
      .select(['kind', 'actor'])
      .executeTakeFirstOrThrow();
    expect({ kind, actor }).toEqual({ kind: 'database.open', actor: 'the first start' });
    await close();
  });

  it('keeps who may read it', async () => {
    const console = await createConsoleCore();
    const { file } = await makeProject();
    const { mode } = await stat(file);
    await console.call('database.open', { file, mode: 'write' });
    expect((await stat(file)).mode).toBe(mode);
  });

  it('is only looked at without a trace', async () => {
    const console = await createConsoleCore();
    const { file, trace } = await makeProject();
    const before = await trace();
    expect(await console.call('database.open', { file, mode: 'look' })).toEqual({ copy: null });
    expect(console.restarts).toMatchObject([{ database: { file, looksOnly: true }, notice: null }]);
    const { db, readOnly, close } = await openNext(console);
    expect(readOnly).toContain('You chose only to look');
    await expect(db.deleteFrom('auth_user').execute()).rejects.toMatchObject({
      code: 'SQLITE_READONLY',
    });
    await close();
    expect(await trace()).toEqual(before);
  });

  it('that has a write-ahead log can be only looked at too', async () => {
    const console = await createConsoleCore();
    const { file, change, trace } = await makeProject();
    change('PRAGMA journal_mode = WAL');
    const before = await trace();
    await console.call('database.open', { file, mode: 'look' });
    const { db, close } = await openNext(console);
    const { name } = await db.selectFrom('auth_group').select('name').executeTakeFirstOrThrow();
    expect(name).toBe('Editors');
    await close();
    expect(await trace()).toMatchObject(before);
  });

  it('is neither copied nor chosen when another program’s table is in the way', async () => {
    const console = await createConsoleCore();
    const { file, change, trace } = await makeProject();
    change('CREATE TABLE gatehouse_rejection (id)');
    const before = await trace();
    const { fields } = await console.refusal('database.open', { file, mode: 'write' });
    expect(fields?.['file']?.[0]).toContain('already exists');
    expect(await trace()).toEqual(before);
    expect(console.restarts).toEqual([]);
    expect(existsSync(join(console.folder, 'copies'))).toBe(false);
  });

  it('is not chosen when it can’t even be looked at where it is', async () => {
    const console = await createConsoleCore();
    const { folder, file, change } = await makeProject();
    change('PRAGMA journal_mode = WAL');
    // As in a folder that can't be written: SQLite can't make the file that it reads a log with.
    await symlink(join(folder, 'nowhere', 'db.sqlite3-shm'), `${file}-shm`);
    const { fields } = await console.refusal('database.open', { file, mode: 'look' });
    expect(fields?.['file']?.[0]).toContain('can’t be looked at where it is');
    expect(console.restarts).toEqual([]);
  });

  it('is not chosen when it can’t be opened after it was copied', async () => {
    const console = await createConsoleCore();
    const { folder, file, trace } = await makeProject();
    const before = await trace();
    const lock = `${file}.gatehouse.lock`;
    await symlink(join(folder, 'nowhere', 'lock'), lock);
    const { fields } = await console.refusal('database.open', { file, mode: 'write' });
    expect(fields?.['file']?.[0]).toContain('can’t be written');
    expect(console.restarts).toEqual([]);
    expect(await kindsOf(console)).toEqual([]);
    expect(await readdir(join(console.folder, 'copies'))).toEqual([]);
    await rm(lock);
    expect(await trace()).toEqual(before);
  });

  it('is opened while its site writes, and both go on', async () => {
    const console = await createConsoleCore();
    const { file } = await makeProject();
    const site = new SQLite(file, { timeout: 5_000 });
    onTestFinished(() => void site.close());
    site.exec(`UPDATE auth_user SET first_name = 'Pia' WHERE id = 2`);
    await console.call('database.open', { file, mode: 'write' });
    const { db, close } = await openNext(console);
    site.exec(`UPDATE auth_user SET first_name = 'Mia' WHERE id = 3`);
    await db.updateTable('auth_user').set({ last_name: 'O' }).where('id', '=', 4).execute();
    site.exec(`UPDATE auth_user SET first_name = 'Otto' WHERE id = 4`);
    const rows = await db.selectFrom('auth_user').select(['first_name', 'last_name']).execute();
    expect(rows.map(({ first_name, last_name }) => first_name + last_name)).toEqual([
      '',
      'Pia',
      'Mia',
      'OttoO',
      '',
    ]);
    await close();
  });
});

it('a path that the system refuses is told beside its field', async () => {
  const console = await createConsoleCore();
  const loop = join(await temporaryDirectory(), 'loop');
  await symlink(loop, loop);
  const { fields } = await console.refusal('database.inspect', { file: loop });
  expect(fields?.['file']?.[0]).toContain('ELOOP');
  await expect(openTestApplication({ database: loop })).rejects.toThrow('ELOOP');
});

it('a database is not looked at while it is being opened, for its locks’ sake', async () => {
  const console = await createConsoleCore();
  const { file } = await makeProject();
  const opening = console.call('database.open', { file, mode: 'write' });
  const { isKnown } = await console.call('database.inspect', { file });
  expect(isKnown).toBe(true);
  await opening;
});

it('the data folder’s own database can be gone back to', async () => {
  const folder = await temporaryDirectory();
  const { file } = await makeProject();
  await (await openTestApplication({ folder })).stop();
  const own = join(folder, 'gatehouse.sqlite3');
  const restarts: DatabaseChoice[] = [];
  const restart = (database: DatabaseChoice): void => void restarts.push(database);
  const elsewhere = await openTestApplication({ folder, database: file, restart });
  await elsewhere.dispatch('session.signIn', { username: 'eva', password: PASSWORD });
  expect(await elsewhere.dispatch('database.open', { file: own, mode: 'write' })).toMatchObject({
    ok: true,
  });
  await elsewhere.stop();
  expect(readChosenDatabase(folder)).toMatchObject({ file });
  await (await openTestApplication({ folder, database: restarts[0] })).stop();
  expect(readChosenDatabase(folder)).toMatchObject({ file: own, inPlace: false });
});

describe('who may choose the database', () => {
  it('is a superuser once there is one, which both logs tell', async () => {
    const console = await createConsoleCore();
    const { file } = await makeProject();
    await signIn(console);
    await console.call('session.signOut', {});
    for (const name of ['database.inspect', 'database.open']) {
      const { code } = await console.refusal(name, { file, mode: 'write' });
      expect(code).toBe('not-signed-in');
    }
    await console.services.session.signIn('eva', PASSWORD);
    await console.call('database.open', { file, mode: 'write' });
    expect(await kindsOf(console)).toContain('database.open');
    const { db, close } = await openNext(console);
    const rows = await db.selectFrom('gatehouse_operation').select(['actor', 'actor_id']).execute();
    expect(rows).toEqual([{ actor: 'eva', actor_id: null }]);
    await close();
  });

  it('is nobody else of the staff', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    await console.call('session.signOut', {});
    await signIn(console, 'staff');
    const { code } = await console.refusal('database.inspect', { file: '/etc/hosts' });
    expect(code).toBe('not-allowed');
    expect((await console.refusal('database.copy', { folder: '' })).code).toBe('not-allowed');
  });
});

describe('the database that is open', () => {
  it('is told also when its file is gone, which is when another has to be chosen', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    await rename(console.file, `${console.file}.moved`);
    const { facts } = await console.call('database.state', {});
    expect(facts[0]?.value).toContain('not there any more');
  });

  it('is told, and can be only looked at from now on', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    expect(await console.call('database.state', {})).toMatchObject({
      mode: 'write',
      file: console.file,
      copies: [],
    });
    const again = await console.refusal('database.open', { file: console.file, mode: 'write' });
    expect(again.message).toContain('open already');
    await console.call('database.open', { file: console.file, mode: 'look' });
    expect(console.restarts).toMatchObject([{ database: { file: console.file, looksOnly: true } }]);
    expect(await kindsOf(console)).toContain('database.open');
  });

  it('can be copied, into the data folder or another one, also while nothing may be changed', async () => {
    const console = await createConsoleCore({ readOnly: 'You chose only to look.' });
    await signIn(console);
    const first = await console.call('database.copy', { folder: '' });
    expect((await stat(first.file)).mode & 0o777).toBe(0o600);
    const elsewhere = await temporaryDirectory();
    const other = await console.call('database.copy', { folder: `"${elsewhere}"` });
    expect(other.file.startsWith(elsewhere)).toBe(true);
    const { copies } = await console.call('database.state', {});
    expect(copies.map(({ file, size }) => ({ file, size }))).toEqual([
      { file: first.file, size: first.size },
    ]);
    const { fields } = await console.refusal('database.copy', { folder: 'backups' });
    expect(fields?.['folder']?.[0]).toContain('whole path');
    const blocked = join(elsewhere, 'file');
    await writeFile(blocked, '');
    const refused = await console.refusal('database.copy', { folder: blocked });
    expect(refused.fields?.['folder']?.[0]).toContain('can’t be written');
  });
});
