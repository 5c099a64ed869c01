import { type RawBuilder, sql } from 'kysely';

import { type ForeignKey, foreignKeysTo } from '../db/foreign-keys.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import type { Judge } from '../operations/judge.ts';

/** Django's own tables that refer to accounts: their rows go with the account and come back. */
const OWN_TABLES = new Set([
  'auth_user_groups',
  'auth_user_user_permissions',
  'django_admin_log',
  'registration_registrationprofile',
]);

const KEY = 'id';

/** The foreign keys of any table that point to accounts, or to what goes with an account. */
export async function foreignKeysToAccounts(db: Database): Promise<readonly ForeignKey[]> {
  const keys = await foreignKeysTo(db, ['auth_user', 'registration_registrationprofile']);
  return keys.filter(({ table }) => table !== 'registration_supervisedregistrationprofile');
}

/** SQL for the keys that a foreign key to these accounts has. */
export function keysOf({ target, to }: ForeignKey, ids: readonly number[]): RawBuilder<unknown> {
  if (target === 'auth_user' && to === KEY) return keySet(ids);
  return sql`(SELECT ${sql.ref(to)} FROM ${sql.table(target)}
    WHERE ${accountOf(target)} IN ${keySet(ids)})`;
}

/** SQL for the account that a row's foreign key leads to. */
function ownerOf({ table, target, to, column }: ForeignKey): RawBuilder<unknown> {
  if (target === 'auth_user' && to === KEY) return sql.ref(column);
  return sql`(SELECT ${accountOf(target)} FROM ${sql.table(target)} AS referred
    WHERE referred.${sql.ref(to)} = ${sql.table(table)}.${sql.ref(column)})`;
}

/** The column of a target that tells whose row it is. */
function accountOf(target: string): RawBuilder<unknown> {
  return sql.ref(target === 'auth_user' ? KEY : 'user_id');
}

/**
 * Which of these accounts can't be deleted because the site's own tables refer to them: every table
 * with a foreign key to auth_user, or to a registration profile, that Django does not bring itself.
 *
 * @returns Why not, by the account's id, with all those tables, and with the number of their rows
 *   where it is asked of one account; who is not named is free.
 */
export async function referenceRefusals(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  return refusalsBy(db, await foreignKeysToAccounts(db), ids);
}

/** Spares beside those of a judge the accounts that can't be deleted. */
export function sparingReferred<Each>(judge: Judge<Each>): Judge<Each> {
  return async (db, ids) => {
    const referred = await referenceRefusals(db, ids);
    return (await judge(db, ids)).map((one) => ({
      ...one,
      refusal: one.refusal ?? referred.get(one.id) ?? null,
    }));
  };
}

/** Which of these accounts can't get another user name, because a table of the site refers to theirs. */
export async function renameRefusals(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const keys = await foreignKeysToAccounts(db);
  const byName = keys.filter(({ target, to }) => target === 'auth_user' && to === 'username');
  return refusalsBy(db, byName, ids);
}

async function refusalsBy(
  db: Database,
  declared: readonly ForeignKey[],
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const keys = declared.filter(({ table }) => !OWN_TABLES.has(table));
  const found = new Map<number, Set<string>>();
  for (const key of keys) {
    const { rows } = await sql<{ readonly id: number }>`
      SELECT DISTINCT ${ownerOf(key)} AS id FROM ${sql.table(key.table)}
      WHERE ${refersTo(key, ids)}`.execute(db);
    for (const { id } of rows) found.set(id, (found.get(id) ?? new Set()).add(key.table));
  }
  const refusals = new Map<number, string>();
  for (const [id, tables] of found) {
    const named = [...tables].map(async (table) => {
      if (ids.length > 1) return table;
      const count = await countRows(db, table, { keys, ids });
      return `${table} (${count.toLocaleString('en-GB')} ${count === 1 ? 'row' : 'rows'})`;
    });
    refusals.set(id, refusalBy(await Promise.all(named)));
  }
  return refusals;
}

/** How many rows of a table refer to accounts by any of its foreign keys. */
async function countRows(
  db: Database,
  table: string,
  { keys, ids }: { readonly keys: readonly ForeignKey[]; readonly ids: readonly number[] },
): Promise<number> {
  const ofTable = keys.filter((key) => key.table === table).map((key) => refersTo(key, ids));
  const { rows } = await sql<{ readonly count: number }>`
    SELECT count(*) AS count FROM ${sql.table(table)} WHERE ${sql.join(ofTable, sql` OR `)}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

function refersTo(key: ForeignKey, ids: readonly number[]): RawBuilder<unknown> {
  return sql`${sql.ref(key.column)} IN ${keysOf(key, ids)}`;
}

const inWords = new Intl.ListFormat('en-GB');

function refusalBy(tables: readonly string[]): string {
  return tables.length === 1
    ? `The table ${tables[0]} refers to it.`
    : `The tables ${inWords.format(tables)} refer to it.`;
}
