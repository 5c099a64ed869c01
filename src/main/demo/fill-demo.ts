import { mkdir } from 'node:fs/promises';

import SQLite from 'better-sqlite3';
import { Kysely, sql } from 'kysely';

import { countAccounts } from '../accounts/account-rows.ts';
import { ownDatabase } from '../db/chosen-database.ts';
import { prepareOnce } from '../db/dialects/prepare-once.ts';
import { lockDataDirectory } from '../db/lock-data-directory.ts';
import { type Database, openDatabase } from '../db/open-database.ts';
import type { Schema } from '../db/schema.ts';
import { addSqlFunctions } from '../db/sql-functions.ts';
import { SavepointSqliteDialect } from './savepoint-dialect.ts';
import { tellStory } from './story.ts';

export { DEMONSTRATION } from './staff.ts';

export interface DemoOptions {
  /** Folder that holds the database; made when missing. */
  readonly dataDirectory: string;
  /** Folder with the mail templates. */
  readonly resources: URL;
  /** When the story ends. */
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  /** The port of the accounts site, to which links lead. */
  readonly sitePort?: number;
  /** Another seed tells of other people. */
  readonly seed?: number;
}

const SEED = 1_979;
const SITE_PORT = 8_000;

/**
 * Fills a folder's database with half a year of a made-up library, once: a database that has an
 * account is left as it is. All of it is written or nothing, so that a process killed half-way
 * leaves no half story.
 *
 * @throws DatabaseUnusableError or DataDirectoryError with words for a person.
 */
export async function prepareDemo(options: DemoOptions): Promise<void> {
  const { dataDirectory } = options;
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const release = lockDataDirectory(dataDirectory);
  try {
    const file = ownDatabase(dataDirectory);
    if (await isEmpty(file)) await fill(file, options);
  } finally {
    release();
  }
}

async function isEmpty(file: string): Promise<boolean> {
  const { db, readOnly } = await openDatabase(file);
  try {
    return readOnly === null && (await countAccounts(db)) === 0;
  } finally {
    await db.destroy();
  }
}

async function fill(file: string, options: DemoOptions): Promise<void> {
  const database = new SQLite(file);
  database.pragma('foreign_keys = ON');
  addSqlFunctions(database);
  const db: Database = new Kysely<Schema>({
    dialect: new SavepointSqliteDialect({ database: prepareOnce(database) }),
  });
  try {
    // Never committed when something throws: closing the database rolls it back.
    await sql`BEGIN IMMEDIATE`.execute(db);
    const { resources, now, randomBytes, seed = SEED } = options;
    const sitePort = options.sitePort || SITE_PORT;
    await tellStory({ db, resources, now: now(), randomBytes, seed, sitePort });
    await sql`COMMIT`.execute(db);
  } finally {
    await db.destroy();
  }
}
