import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';

import type { GroupRow } from '../../shared/contract/groups.ts';
import type { Permission } from '../../shared/contract/person.ts';
import { rightsOffered } from '../accounts/account-rights.ts';
import type { Database } from '../db/open-database.ts';

/** So many ids are counted in one statement: a few milliseconds in the index of groups. */
const COUNTED_AT_ONCE = 50_000;

/**
 * Every group with how many people are in it, in the order of Django's admin. Others are served
 * while a large one is counted.
 *
 * @param signal Aborted when nobody waits for the answer.
 */
export async function listGroups(db: Database, signal?: AbortSignal): Promise<readonly GroupRow[]> {
  const { groups } = await rightsOffered(db);
  const rows: GroupRow[] = [];
  for (const group of groups) {
    rows.push({ ...group, members: await countMembers(db, group.id, signal) });
  }
  return rows;
}

async function countMembers(db: Database, group: number, signal?: AbortSignal): Promise<number> {
  const { rows: ends } = await sql<{ first: number | null; last: number | null }>`SELECT
    (SELECT min(id) FROM auth_user_groups WHERE group_id = ${group}) AS first,
    (SELECT max(id) FROM auth_user_groups WHERE group_id = ${group}) AS last`.execute(db);
  const last = ends[0]?.last ?? 0;
  let members = 0;
  for (let from = ends[0]?.first ?? 1; from <= last; from += COUNTED_AT_ONCE) {
    signal?.throwIfAborted();
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM auth_user_groups
      WHERE group_id = ${group} AND id >= ${from} AND id < ${from + COUNTED_AT_ONCE}`.execute(db);
    members += rows[0]?.count ?? 0;
    await nextTurn();
  }
  return members;
}

/** What a group permits, in the order of Django's admin. */
export async function groupPermissions(db: Database, id: number): Promise<readonly Permission[]> {
  const given = await db
    .selectFrom('auth_group_permissions')
    .select('permission_id')
    .where('group_id', '=', id)
    .execute();
  const ids = new Set(given.map(({ permission_id }) => permission_id));
  return (await rightsOffered(db)).permissions.filter((permission) => ids.has(permission.id));
}
