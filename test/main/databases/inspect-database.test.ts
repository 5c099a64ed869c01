import { cp, link, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import SQLite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';

import { explained } from '../../../src/main/databases/explain-unreadable.ts';
import { inspectDatabase } from '../../../src/main/databases/inspect-database.ts';
import { namedDatabase } from '../../../src/main/databases/typed-path.ts';
import { lockDatabase } from '../../../src/main/db/lock-database.ts';
import { openDatabase } from '../../../src/main/db/open-database.ts';
import type { DatabaseReport } from '../../../src/shared/contract/database.ts';
import { RefusedError } from '../../../src/shared/errors.ts';
import { Clock } from '../../support/core.ts';
import { type Project, PROJECTS } from '../../support/django-project.ts';
import { makeProject } from '../../support/project-database.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

async function inspect(file: string, dataDirectory?: string): Promise<DatabaseReport> {
  const { now } = new Clock();
  const folder = dataDirectory ?? (await temporaryDirectory());
  return inspectDatabase(file, { now, dataDirectory: folder, current: null });
}

/** What is said beside the field. */
async function refusal(file: string): Promise<string> {
  try {
    await inspect(file);
  } catch (error) {
    if (error instanceof RefusedError) return error.failure.fields?.['file']?.[0] ?? '';
    throw error;
  }
  throw new Error('It was not refused.');
}

function factsOf({ facts }: DatabaseReport): Record<string, string> {
  return Object.fromEntries(facts.map(({ label, value }) => [label, value]));
}

describe.each(Object.entries<Project>(PROJECTS))('a database of %s', (name, project) => {
  it.each(['DELETE', 'WAL'])('is reported with nothing written, journal %s', async (journal) => {
    const { file, change, trace } = await makeProject(project);
    change(`PRAGMA journal_mode = ${journal}`);
    const before = await trace();
    const report = await inspect(file);
    expect(await trace()).toEqual(before);
    expect(report.blocked).toEqual({ write: null, look: null });
    const hasSite = !project.without?.includes('django_site');
    expect(factsOf(report)).toMatchObject({
      Accounts: '5',
      Pending: project.profiles === 'none' ? '0' : '1',
      Superusers: 'eva',
      Site: hasSite ? 'Blog, blog.example' : 'no table of sites',
      'Open elsewhere': 'not that it shows; its site may go on working on it',
    });
    const isExample = report.notices.some(({ title }) => title.includes('example.com'));
    expect({ name, isExample }).toEqual({ name, isExample: !hasSite });
  });

  it('gets what the report says, and nothing else', async () => {
    const { file } = await makeProject(project);
    const objects = () => {
      const database = new SQLite(file, { readonly: true });
      const rows = database
        .prepare(
          `SELECT type || ' ' || name FROM sqlite_schema WHERE sql IS NOT NULL
           AND name NOT LIKE 'gatehouse_captured_words_%' AND name NOT LIKE 'sqlite_%'`,
        )
        .pluck()
        .all();
      database.close();
      return rows as string[];
    };
    const { additions } = await inspect(file);
    const before = new Set(objects());
    await (await openDatabase(file, { inPlace: true })).db.destroy();
    const types: Record<string, string> = {
      tables: 'table',
      indexes: 'index',
      triggers: 'trigger',
    };
    const told = additions.flatMap(({ kind, names }) =>
      names.flatMap((each) => (types[kind] ? `${types[kind]} ${each}` : [])),
    );
    const added = objects().filter((each) => !before.has(each));
    expect(told.toSorted()).toEqual(added.toSorted());
    expect(additions.some(({ kind }) => kind === 'columns')).toBe(project.profiles === 'sentinel');
    const opened = await inspect(file);
    expect(opened.additions).toEqual([]);
    expect(opened.notices.filter(({ title }) => title.includes('triggers'))).toEqual([]);
  });
});

it('counts what is only in the write-ahead log, also of a site that has crashed', async () => {
  const { file, folder, trace } = await makeProject();
  const site = new SQLite(file);
  onTestFinished(() => void site.close());
  site.pragma('journal_mode = WAL');
  site.exec('DELETE FROM auth_user WHERE id = 4');
  const open = factsOf(await inspect(file));
  expect(open).toMatchObject({ Accounts: '4', 'Open elsewhere': expect.stringContaining('yes') });
  // As a copy of the folder without the file that only running programs need.
  const left = join(await temporaryDirectory(), 'left');
  await mkdir(left);
  for (const [name, bytes] of Object.entries(await trace())) {
    if (!name.endsWith('-shm')) await writeFile(join(left, name), Buffer.from(bytes, 'base64'));
  }
  const data = await temporaryDirectory();
  expect(factsOf(await inspect(join(left, 'db.sqlite3'), data))['Accounts']).toBe('4');
  expect(await readdir(left)).toEqual(['db.sqlite3', 'db.sqlite3-wal']);
  expect(await readdir(join(data, 'inspected'))).toEqual([]);
  expect(await readdir(folder)).toContain('db.sqlite3-shm');
});

it.each([
  ['that does harm', `SELECT RAISE(ABORT, 'It was run.');`],
  ['of an audit table', 'INSERT INTO blog_audit VALUES (NEW.name);'],
])('a trigger %s is named by an inspection, and not run', async (_, body) => {
  const { file, change } = await makeProject();
  change(`CREATE TABLE blog_audit (name);
      CREATE TRIGGER audit AFTER INSERT ON django_migrations BEGIN ${body} END;
      CREATE TRIGGER letters AFTER UPDATE ON AUTH_user BEGIN SELECT 1; END;
      CREATE TABLE gatehouse_own (id);
      CREATE TRIGGER mails AFTER INSERT ON gatehouse_own BEGIN SELECT 1; END;
      CREATE TRIGGER blog_own AFTER INSERT ON blog_audit BEGIN SELECT 1; END`);
  const { blocked, notices } = await inspect(file);
  expect(blocked.write).toBeNull();
  const found = notices.filter(({ title }) => title.includes('triggers'));
  expect(found).toMatchObject([
    { tone: 'warn', title: expect.stringContaining('audit, letters, mails') },
  ]);
  expect(found[0]?.title).not.toContain('blog_own');
});

it('the open database is read as such under another name too, for its locks’ sake', async () => {
  const { now } = new Clock();
  const { file, folder } = await makeProject();
  const other = join(folder, 'other.sqlite3');
  await link(file, other);
  const dataDirectory = await temporaryDirectory();
  const named = namedDatabase(other, [file]);
  const report = await inspectDatabase(named, { now, dataDirectory, current: file });
  expect(report.file).toBe(file);
  expect(factsOf(report)['Open elsewhere']).toContain('open here');
});

it('mail that another data folder caught and still has in its spool is told of', async () => {
  const { file, folder } = await makeProject();
  const spool = join(folder, 'captured.spool');
  const isTold = async () =>
    (await inspect(file)).notices.some(({ title }) => title.startsWith('Mail that was caught'));
  await writeFile(spool, '');
  expect(await isTold()).toBe(false);
  await writeFile(spool, 'record');
  expect(await isTold()).toBe(true);
});

describe('a database in which nobody could sign in', () => {
  it('can be opened for writing without a superuser, which then asks for one', async () => {
    const { file, change } = await makeProject();
    change('UPDATE auth_user SET is_superuser = 0');
    const { blocked, notices } = await inspect(file);
    expect(blocked).toEqual({ write: null, look: expect.stringContaining('createsuperuser') });
    expect(notices[0]).toMatchObject({ tone: 'warn', title: 'Nobody could sign in yet.' });
  });

  it.each(['argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdA$aGFzaA', '!unusable', ''])(
    'can’t be opened when its superusers’ passwords are “%s”',
    async (password) => {
      const { file, change } = await makeProject();
      change(`UPDATE auth_user SET password = '${password}'`);
      const { blocked } = await inspect(file);
      expect(blocked.write).toContain('changepassword');
      expect(blocked.look).toBe(blocked.write);
    },
  );
});

describe('a file that can’t be opened is refused beside its field', () => {
  it('when it is empty, no database or encrypted', async () => {
    const file = join(await temporaryDirectory(), 'db.sqlite3');
    await writeFile(file, '');
    expect(await refusal(file)).toContain('is empty');
    await writeFile(file, Buffer.alloc(8_192, 0xa7));
    expect(await refusal(file)).toContain('no SQLite database, or an encrypted one');
  });

  it('when it is damaged', async () => {
    const { file, trace } = await makeProject();
    const bytes = Buffer.from((await trace())['db.sqlite3'] ?? '', 'base64');
    await writeFile(file, bytes.fill(0xa7, 200));
    expect(await refusal(file)).toContain('is damaged');
  });

  it('when a page of the accounts is damaged', async () => {
    const { file, change, trace } = await makeProject();
    change(`INSERT INTO auth_user (password, is_superuser, username, first_name, last_name, email,
        is_staff, is_active, date_joined)
      WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 500)
      SELECT hex(randomblob(60)), 0, 'many' || n, '', '', '', 0, 1, '2026-01-01 10:00:00'
      FROM number`);
    const bytes = Buffer.from((await trace())['db.sqlite3'] ?? '', 'base64');
    const page = bytes.lastIndexOf('many400');
    await writeFile(file, bytes.fill(0xa7, page - 2_000, page + 2_000));
    expect(await refusal(file)).toContain('damaged');
  });

  it('when a write was left half-way', async () => {
    const { file, folder } = await makeProject();
    const site = new SQLite(file);
    onTestFinished(() => void site.close());
    site.exec(`BEGIN; UPDATE auth_user SET email = ''`);
    expect(factsOf(await inspect(file))['Open elsewhere']).toContain('at this moment');
    // More than it keeps in memory is in the file before it is committed.
    site.pragma('cache_size = 1');
    site.exec(`UPDATE auth_user SET email = hex(randomblob(3000))`);
    const left = join(await temporaryDirectory(), 'left');
    await cp(folder, left, { recursive: true });
    expect(await refusal(join(left, 'db.sqlite3'))).toContain('in the middle of a write');
  });

  it('when its accounts are elsewhere, or it is no Django project’s', async () => {
    const { file, change } = await makeProject();
    change('ALTER TABLE auth_user RENAME TO members_member');
    expect(await refusal(file)).toContain('AUTH_USER_MODEL');
  });

  it('when a view, which may never end, is in the place of a table', async () => {
    const { file, change } = await makeProject();
    await (await openDatabase(file, { inPlace: true })).db.destroy();
    change(`DROP TABLE gatehouse_setting; CREATE VIEW Gatehouse_setting AS
      WITH RECURSIVE row(name, value) AS (SELECT '', '' UNION ALL SELECT name, value FROM row LIMIT 9)
      SELECT * FROM row`);
    expect(await refusal(file)).toContain('Gatehouse_setting in it is a view');
  });

  it('when a Django before 1.8 made it', async () => {
    const { file, change } = await makeProject();
    change('DROP TABLE django_migrations');
    expect(await refusal(file)).toContain('older than 1.8');
  });

  it.each(['auth_user', 'auth_user_groups'])(
    'when ids of %s can’t be told apart, nor is it opened then',
    async (table) => {
      const { file, change } = await makeProject();
      change(`PRAGMA foreign_keys = OFF; UPDATE ${table} SET id = 9007199254740991
        WHERE id = (SELECT max(id) FROM ${table})`);
      await inspect(file);
      for (const id of ['9007199254740993', '-9007199254740993']) {
        change(`UPDATE ${table} SET id = ${id} WHERE id = (SELECT max(id) FROM ${table})`);
        expect(await refusal(file)).toContain(`An id in its table ${table} is beyond`);
        const opening = openDatabase(file, { inPlace: true, looksOnly: true });
        await expect(opening).rejects.toThrow('can’t be worked on');
      }
    },
  );

  it('when a newer Gatehouse wrote it', async () => {
    const { file, change } = await makeProject();
    await (await openDatabase(file, { inPlace: true })).db.destroy();
    change(`INSERT INTO gatehouse_migration (name, timestamp) VALUES ('9999-future', '2030')`);
    expect(await refusal(file)).toContain('newer version of Gatehouse');
  });

  it('when the lock beside it can’t be read', async () => {
    const { file } = await makeProject();
    await mkdir(`${file}.gatehouse.lock`);
    expect(await refusal(file)).toContain(`the lock ${file}.gatehouse.lock can’t be read`);
    expect(() => lockDatabase(file)).toThrow('can’t be written');
  });

  it('when its write-ahead log can’t be copied', async () => {
    const { file, change } = await makeProject();
    change('PRAGMA journal_mode = WAL');
    await mkdir(`${file}-wal`);
    expect(await refusal(file)).toContain(`The file is ${file}-wal`);
  });

  it('when the disk is full', async () => {
    const full = { code: 'ENOSPC', syscall: 'copyfile', path: '/data/inspected/db.sqlite3' };
    const failing = explained(async () => {
      throw Object.assign(new Error('ENOSPC'), full);
    });
    await expect(failing).rejects.toMatchObject({
      failure: { fields: { file: [expect.stringContaining('disk is full')] } },
    });
  });

  it('when another Gatehouse works on it', async () => {
    const { file } = await makeProject();
    const release = lockDatabase(file);
    expect(await refusal(file)).toContain('Another Gatehouse');
    release();
    expect((await inspect(file)).blocked.write).toBeNull();
  });
});
