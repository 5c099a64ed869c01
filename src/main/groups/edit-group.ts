import type { Outcome } from '../../shared/contract/operations.ts';
import { RefusedError } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import { guardOffered } from '../accounts/set-rights.ts';
import type { Database } from '../db/open-database.ts';
import { atConsole } from '../operations/actor.ts';
import { outcomeOfOne } from '../operations/outcome-of.ts';
import { runOperation } from '../operations/run-operation.ts';
import { checkGroupName, guardGroupName, readGroupName } from './group-name.ts';

interface GroupContext {
  readonly db: Database;
  readonly now: () => Date;
}

/**
 * Makes a group, with nobody in it and without permissions.
 * @throws RefusedError `invalid-input` with messages beside `name`.
 */
export async function createGroup(
  { db, now }: GroupContext,
  request: { readonly name: string; readonly person: Person },
): Promise<Outcome & { readonly groupId: number }> {
  const name = checkGroupName(request.name);
  const made = await runOperation(
    db,
    { kind: 'groups.create', actor: atConsole(request.person), at: now(), detail: { name } },
    async (operation) => {
      await guardGroupName(operation.db, name);
      const [group] = await operation.insert('auth_group', [{ name }]);
      return Number(group?.['id']);
    },
  );
  return { ...outcomeOfOne(made), groupId: made.value };
}

/**
 * Gives a group another name.
 * @param request.from What it was called when the form was filled.
 * @throws RefusedError `conflict` when it is called otherwise by now, `not-found` when it is gone,
 *   `invalid-input` with messages beside `name`.
 */
export async function renameGroup(
  { db, now }: GroupContext,
  request: {
    readonly id: number;
    readonly from: string;
    readonly name: string;
    readonly person: Person;
  },
): Promise<Outcome> {
  const { id, from, person } = request;
  const name = checkGroupName(request.name);
  const renamed = await runOperation(
    db,
    { kind: 'groups.rename', actor: atConsole(person), at: now(), detail: { from, name } },
    async (operation) => {
      const now = await readGroupName(operation.db, id);
      if (now !== from) {
        throw new RefusedError({
          code: 'conflict',
          message: `“${from}” was renamed to “${now}” by somebody else meanwhile. Nothing was overwritten.`,
          advice: 'Rename it from there, or leave it.',
        });
      }
      await guardGroupName(operation.db, name, id);
      await operation.update('auth_group', [{ id, name }]);
    },
  );
  return outcomeOfOne(renamed);
}

/**
 * Gives permissions to everybody in a group and takes others away. What it has so already stays.
 * @throws RefusedError `not-found` when the group or a permission to give is gone.
 */
export async function setGroupPermissions(
  { db, now }: GroupContext,
  request: {
    readonly id: number;
    readonly add: readonly number[];
    readonly remove: readonly number[];
    readonly person: Person;
  },
): Promise<Outcome> {
  const { id, add, remove, person } = request;
  const name = await readGroupName(db, id);
  const kind = 'groups.setPermissions';
  const set = await runOperation(
    db,
    { kind, actor: atConsole(person), at: now(), detail: { name } },
    async (operation) => {
      await readGroupName(operation.db, id);
      await guardOffered(operation.db, { offered: 'auth_permission', word: 'permission' }, add);
      const held = await operation.db
        .selectFrom('auth_group_permissions')
        .select(['id', 'permission_id'])
        .where('group_id', '=', id)
        .execute();
      const has = new Set(held.map(({ permission_id }) => permission_id));
      const ended = held.filter(
        ({ permission_id: right }) => remove.includes(right) && !add.includes(right),
      );
      const missing = [...new Set(add)].filter((right) => !has.has(right));
      await operation.delete(
        'auth_group_permissions',
        ended.map((row) => row.id),
      );
      await operation.insert(
        'auth_group_permissions',
        missing.map((permission_id) => ({ group_id: id, permission_id })),
      );
    },
  );
  return outcomeOfOne(set);
}
