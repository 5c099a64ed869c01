import type SQLite from 'better-sqlite3';

import { RefusedError } from '../../shared/errors.ts';

/** Django's tables whose rows are acted on by their ids. */
const TABLES = [
  'auth_user',
  'auth_group',
  'auth_permission',
  'auth_user_groups',
  'auth_user_user_permissions',
  'auth_group_permissions',
  'registration_registrationprofile',
];

/**
 * Why a database can't be worked on for its ids, in words: SQLite's integers have 64 bits, and of
 * those beyond 2^53 - 1 JavaScript does not know each (ECMAScript, Number.MAX_SAFE_INTEGER).
 * @returns Null when all are exact.
 */
export function inexactIds(database: SQLite.Database): string | null {
  const isThere = database
    .prepare(`SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = ?`)
    .pluck();
  for (const table of TABLES) {
    if (isThere.get(table) === undefined) continue;
    const found = database.prepare(`SELECT 1 FROM main.${table} WHERE id < ? OR id > ? LIMIT 1`);
    const bounds = [BigInt(Number.MIN_SAFE_INTEGER), BigInt(Number.MAX_SAFE_INTEGER)];
    if (found.get(bounds) !== undefined) {
      return (
        `An id in its table ${table} is ${BEYOND}, which Gatehouse can’t tell from the next one: it ` +
        'might act on another row than the one chosen. Give that row another id.'
      );
    }
  }
  return null;
}

/**
 * Keeps an act from another row than the one chosen: an id that came while the database was open.
 * @throws RefusedError `conflict` for a number that is no exact id.
 */
export function guardExactId(id: unknown): void {
  if (typeof id !== 'number' || Number.isSafeInteger(id)) return;
  throw new RefusedError({
    code: 'conflict',
    message: `An id in the database is ${BEYOND}, which Gatehouse can’t tell from the next one. Nothing was changed.`,
    advice: 'Give that row another id, by the program that has made it.',
  });
}

const BEYOND = 'beyond 9,007,199,254,740,991';
