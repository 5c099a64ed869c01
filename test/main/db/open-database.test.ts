import { existsSync } from 'node:fs';
import { chmod, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import SQLite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { lockDataDirectory } from '../../../src/main/db/lock-data-directory.ts';
import { djangoSchema } from '../../../src/main/db/migrations/django-schema.ts';
import { openDatabase } from '../../../src/main/db/open-database.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

async function file(): Promise<string> {
  return join(await temporaryDirectory(), 'gatehouse.sqlite3');
}

describe('a new database', () => {
  it('has Django’s tables to the letter, and only prefixed ones beside them', async () => {
    const path = await file();
    const { db } = await openDatabase(path);
    await db.destroy();
    const database = new SQLite(path, { readonly: true });
    const rows = database
      .prepare(
        `SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'`,
      )
      .all() as { name: string; sql: string }[];
    database.close();
    const django = rows.filter(({ name }) => !name.startsWith('gatehouse_'));
    expect(django.map(({ sql }) => sql).toSorted()).toEqual(
      [...djangoSchema.statements].toSorted(),
    );
  });

  it('is made whole or not at all', async () => {
    const path = await file();
    const stopped = new SQLite(path);
    // As another program's table would stop the last migration.
    stopped.exec('CREATE TABLE gatehouse_rejection (id)');
    stopped.close();
    await expect(openDatabase(path)).rejects.toThrow('already exists');
    const database = new SQLite(path);
    const tables = database
      .prepare(`SELECT name FROM sqlite_master WHERE name LIKE 'auth_%' OR name LIKE 'django_%'`)
      .all();
    expect(tables).toEqual([]);
    database.exec('DROP TABLE gatehouse_rejection');
    database.close();
    const { db } = await openDatabase(path);
    await db.destroy();
  });

  it('gets its indexes back that a migration of Django’s has dropped with its table', async () => {
    const path = await file();
    await (await openDatabase(path)).db.destroy();
    const database = new SQLite(path);
    const indexes = () =>
      database
        .prepare(`SELECT name FROM sqlite_master WHERE name LIKE 'gatehouse_user_%' ORDER BY name`)
        .pluck()
        .all() as string[];
    const before = indexes();
    for (const name of before) database.exec(`DROP INDEX ${name}`);
    await (await openDatabase(path)).db.destroy();
    expect(indexes()).toEqual(before);
    expect(before).toHaveLength(3);
    database.close();
  });

  it('can be read by its owner only, and keeps what it is told across a power cut', async () => {
    const path = await file();
    const { db } = await openDatabase(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await db.destroy();
    const database = new SQLite(path);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    database.close();
  });

  it('has the content types and permissions that Django would make', async () => {
    const path = await file();
    const { db } = await openDatabase(path);
    await db.destroy();
    const database = new SQLite(path, { readonly: true });
    const permissions = database
      .prepare(`SELECT codename FROM auth_permission JOIN django_content_type AS type
        ON type.id = content_type_id WHERE model = 'registrationprofile' ORDER BY codename`)
      .pluck()
      .all();
    database.close();
    expect(permissions).toEqual(
      ['add', 'change', 'delete', 'view'].map((action) => `${action}_registrationprofile`),
    );
  });
});

describe('a database that can’t be used', () => {
  it('case 38: from a newer version is opened read-only, with the reason, and stays as it was', async () => {
    const path = await file();
    await (await openDatabase(path)).db.destroy();
    const database = new SQLite(path);
    database.exec(
      `INSERT INTO gatehouse_migration (name, timestamp) VALUES ('9999-future', '2030')`,
    );
    database.close();
    const { db, readOnly } = await openDatabase(path);
    expect(readOnly).toContain('made by a newer version of Gatehouse');
    await expect(
      db.insertInto('gatehouse_setting').values({ name: 'a', value: 'b' }).execute(),
    ).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
    await db.destroy();
  });

  it('that is damaged is refused in words, and nothing is written to it', async () => {
    const path = await file();
    await writeFile(path, 'this is no database, it is a letter of some length'.repeat(100));
    await expect(openDatabase(path)).rejects.toThrow('is damaged or is not a database');
  });

  it('that can’t be brought up to date is let go of again', async () => {
    const path = await file();
    const database = new SQLite(path);
    database.exec('CREATE TABLE gatehouse_setting (name TEXT)');
    database.close();
    await expect(openDatabase(path)).rejects.toThrow('gatehouse_setting already exists');
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  it('that another program has locked is refused after a while', { timeout: 20_000 }, async () => {
    const path = await file();
    await (await openDatabase(path)).db.destroy();
    const other = new SQLite(path);
    other.pragma('journal_mode = DELETE');
    other.exec('BEGIN EXCLUSIVE');
    await expect(openDatabase(path)).rejects.toThrow('is being written by another program');
    other.close();
  });

  it.runIf(process.getuid?.() !== 0)('in a folder that can’t be written is refused', async () => {
    const directory = await temporaryDirectory();
    await chmod(directory, 0o500);
    expect(() => lockDataDirectory(directory)).toThrow('can’t be written');
  });

  it('in a folder that is a file is refused', async () => {
    const path = await file();
    await writeFile(path, '');
    expect(() => lockDataDirectory(path)).toThrow('can’t be written');
  });
});

describe('the lock of a data folder', () => {
  it('lets one process in at a time and ends when it lets go', async () => {
    const directory = await temporaryDirectory();
    const release = lockDataDirectory(directory);
    expect(() => lockDataDirectory(directory)).toThrow('is already open');
    release();
    lockDataDirectory(directory)();
  });
});
