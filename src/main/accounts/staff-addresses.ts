import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';

import { readDataVersion } from '../db/data-version.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';

/** The address of everybody on the staff, superusers too, who has one; by account. */
export interface StaffAddresses {
  /** As they are now. */
  read(): Promise<ReadonlyMap<number, string>>;
  /** These accounts are no longer as they were. */
  changed(ids: ReadonlySet<number>): void;
  /** Nothing of anybody stays in memory. */
  clear(): void;
}

/** Accounts gone through in one statement: a few milliseconds. */
const CHUNK = 10_000;
const ON_STAFF = sql<boolean>`((is_staff = 1 OR is_superuser = 1) AND email != '')`;

/**
 * Keeps the addresses of the staff. Django has no index on who is, so that all accounts are gone
 * through once, others being served in between; and again after another program has written.
 */
export function createStaffAddresses(db: Database): StaffAddresses {
  let known: Map<number, string> | null = null;
  /** Who was changed since somebody has asked first; null before. */
  let changed: Set<number> | null = null;
  let version = 0;
  /** One reads after the other. */
  let turn: Promise<unknown> = Promise.resolve();

  async function read(): Promise<ReadonlyMap<number, string>> {
    changed ??= new Set();
    const own = changed;
    const now = await readDataVersion(db);
    const isOld = now !== version || own.size > CHUNK;
    if (isOld) own.clear();
    const kept = isOld ? null : known;
    // Until all is read: a failure must not leave what is out of date.
    known = null;
    const addresses = kept ?? (await readAll(db));
    version = now;
    while (own.size > 0) await readAnew(db, addresses, own);
    // Unless it was cleared meanwhile.
    if (own === changed) known = addresses;
    return addresses;
  }

  return {
    read() {
      const mine = turn.then(read);
      turn = mine.catch(() => undefined);
      return mine;
    },
    changed(ids) {
      for (const id of ids) changed?.add(id);
    },
    clear() {
      known = null;
      changed = null;
    },
  };
}

async function readAll(db: Database): Promise<Map<number, string>> {
  const addresses = new Map<number, string>();
  for (let after: number | null = -Infinity; after !== null; await nextTurn()) {
    const { rows } = await sql<{ last: number | null; staff: string }>`
      SELECT max(id) AS last,
        json_group_array(json_array(id, CAST(email AS TEXT))) FILTER (WHERE ${ON_STAFF}) AS staff
      FROM (SELECT id, email, is_staff, is_superuser FROM auth_user
        WHERE id > ${after} ORDER BY id LIMIT ${CHUNK})`.execute(db);
    const found = JSON.parse(rows[0]?.staff ?? '[]') as (readonly [number, string])[];
    for (const [id, email] of found) addresses.set(id, email);
    after = rows[0]?.last ?? null;
  }
  return addresses;
}

/** @param changed Whose rows are read; is left with who was changed meanwhile. */
async function readAnew(
  db: Database,
  addresses: Map<number, string>,
  changed: Set<number>,
): Promise<void> {
  const ids = [...changed];
  changed.clear();
  const { rows } = await sql<{ id: number; email: string }>`
    SELECT id, email FROM auth_user WHERE id IN ${keySet(ids)} AND ${ON_STAFF}`.execute(db);
  for (const id of ids) addresses.delete(id);
  for (const { id, email } of rows) addresses.set(id, email);
}
