import { sql } from 'kysely';

import type { Outcome } from '../../shared/contract/operations.ts';
import { RefusedError } from '../../shared/errors.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { actOnMany } from '../operations/act-on-many.ts';
import { atConsole } from '../operations/actor.ts';
import type { PlainKind } from '../operations/operation-kinds.ts';
import type { BatchContext } from '../operations/run-in-batches.ts';
import type { Person } from './account-guards.ts';

interface RightsContext extends BatchContext {
  readonly now: () => Date;
}

interface RightsRequest {
  readonly ids: readonly number[];
  /** Ids of groups or permissions. */
  readonly add: readonly number[];
  readonly remove: readonly number[];
  readonly person: Person;
}

/** A table of Django's that says who has which group or permission. */
interface RightsTable {
  readonly kind: PlainKind;
  readonly table: 'auth_user_groups' | 'auth_user_user_permissions';
  readonly column: 'group_id' | 'permission_id';
  /** Where what can be given stands. */
  readonly offered: 'auth_group' | 'auth_permission';
  readonly word: string;
}

/**
 * Puts accounts into groups and takes them out of others, in one operation for all of them. Who
 * has it so already is skipped.
 * @throws RefusedError `not-found` for a group that does not exist.
 */
export function setGroups(context: RightsContext, request: RightsRequest): Promise<Outcome> {
  return setRights(context, request, {
    kind: 'accounts.setGroups',
    table: 'auth_user_groups',
    column: 'group_id',
    offered: 'auth_group',
    word: 'group',
  });
}

/** The same with permissions that are the person's own. */
export function setPermissions(context: RightsContext, request: RightsRequest): Promise<Outcome> {
  return setRights(context, request, {
    kind: 'accounts.setPermissions',
    table: 'auth_user_user_permissions',
    column: 'permission_id',
    offered: 'auth_permission',
    word: 'permission',
  });
}

function setRights(
  context: RightsContext,
  { ids, add, remove, person }: RightsRequest,
  rights: RightsTable,
): Promise<Outcome> {
  const { kind, table, column } = rights;
  const actor = atConsole(person);
  return actOnMany(
    context,
    {
      kind,
      actor,
      ids,
      async judge(db, some) {
        await guardOffered(db, rights, add);
        const held = Map.groupBy(await heldRights(db, rights, some), ({ account }) => account);
        return (await readNames(db, some)).map(({ id, username }) => {
          const own = held.get(id) ?? [];
          const has = new Set(own.map(({ right }) => right));
          const missing = add.filter((right) => !has.has(right));
          const ended = own.filter(({ right }) => remove.includes(right) && !add.includes(right));
          const refusal = missing.length + ended.length === 0 ? 'Has it so already.' : null;
          return { id, name: username, refusal, each: { id, missing, ended } };
        });
      },
    },
    async (operation, chosen) => {
      await operation.delete(
        table,
        chosen.flatMap(({ ended }) => ended.map(({ key }) => key)),
      );
      await operation.insert(
        table,
        chosen.flatMap(({ id, missing }) =>
          missing.map((right) => ({ user_id: id, [column]: right })),
        ),
      );
    },
  );
}

function readNames(db: Database, ids: readonly number[]) {
  return db
    .selectFrom('auth_user')
    .select(['id', 'username'])
    .where('id', 'in', keySet(ids))
    .execute();
}

async function heldRights(db: Database, { table, column }: RightsTable, ids: readonly number[]) {
  const { rows } = await sql<{ key: number; account: number; right: number }>`
    SELECT id AS key, user_id AS account, ${sql.ref(column)} AS "right" FROM ${sql.table(table)}
    WHERE user_id IN ${keySet(ids)}`.execute(db);
  return rows;
}

/**
 * Refuses what can't be given, because it is no more.
 * @throws RefusedError `not-found`, called by its word.
 */
export async function guardOffered(
  db: Database,
  { offered, word }: Pick<RightsTable, 'offered' | 'word'>,
  wanted: readonly number[],
): Promise<void> {
  const found = await db
    .selectFrom(offered)
    .select('id')
    .where('id', 'in', keySet(wanted))
    .execute();
  if (found.length === new Set(wanted).size) return;
  throw new RefusedError({
    code: 'not-found',
    message: `This ${word} no longer exists. Nothing was changed.`,
  });
}
