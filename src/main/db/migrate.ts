import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type SQLite from 'better-sqlite3';

import { migrations } from './migrations/index.ts';

const MIGRATION_TABLE = 'gatehouse_migration';
/** Those of ours on a table of Django's, whose migrations make it anew without them. */
const KEPT_INDEXES = [
  'gatehouse_user_username ON auth_user (username COLLATE NOCASE)',
  'gatehouse_user_email ON auth_user (email COLLATE NOCASE)',
  'gatehouse_user_superuser ON auth_user (id) WHERE is_superuser = 1',
];

/**
 * Makes our tables and indexes, or brings them up to date; all of it or nothing but the empty table
 * that tells of migrations.
 * @throws The first migration's error.
 */
export async function migrate<Tables>(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: MIGRATION_TABLE,
    migrationLockTableName: `${MIGRATION_TABLE}_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  for (const index of KEPT_INDEXES) {
    await sql.raw(`CREATE INDEX IF NOT EXISTS ${index}`).execute(db);
  }
  await sql`SELECT 1 FROM auth_user LIMIT 1`.execute(db);
}

/** Which of our migrations a database has had. */
export interface Applied {
  /** Names that this version does not know: a newer one made them. */
  readonly unknown: readonly string[];
  /** Names that it lacks: an older version wrote it last. */
  readonly missing: readonly string[];
}

/**
 * Looks, without writing, at what has been done to a database.
 * @returns Null when Gatehouse has never written to it.
 */
export function readApplied(database: SQLite.Database): Applied | null {
  const table = database
    .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`)
    .get(MIGRATION_TABLE);
  if (!table) return null;
  const applied = new Set(
    database.prepare(`SELECT name FROM ${MIGRATION_TABLE}`).pluck().all() as string[],
  );
  // That table is made before all others, and stays when what comes then is cut off.
  if (applied.size === 0) return null;
  return {
    unknown: [...applied].filter((name) => !Object.hasOwn(migrations, name)),
    missing: Object.keys(migrations).filter((name) => !applied.has(name)),
  };
}
