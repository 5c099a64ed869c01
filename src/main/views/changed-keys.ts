import { invalidFields } from '../../shared/errors.ts';
import { ACTION_IDS, ACTIONS, type ActionId } from '../../shared/keys/actions.ts';
import {
  type ChangedKeys,
  clashesOf,
  type Keymap,
  keymapOf,
  whyNotKeys,
  withChanges,
} from '../../shared/keys/keymap.ts';
import type { Database } from '../db/open-database.ts';
import type { Viewer, ViewContext } from './saved-views.ts';

/** The keys that a person has changed. What only another version knows is left out. */
export async function listChangedKeys(
  { db }: Pick<ViewContext, 'db'>,
  { id }: Pick<Viewer, 'id'>,
): Promise<{ changed: ChangedKeys }> {
  const rows = await db
    .selectFrom('gatehouse_key')
    .select(['action', 'keys'])
    .where('account_id', '=', id)
    .execute();
  const known = new Map(rows.map(({ action, keys }) => [action, keys]));
  const ids = ACTION_IDS.filter((action) => known.has(action));
  return { changed: Object.fromEntries(ids.map((action) => [action, known.get(action) ?? null])) };
}

/**
 * Changes these keys of a person; all others stay. What is as it came is not kept.
 *
 * @throws RefusedError `invalid-input`, with the reason at `changed.<action>`, for a key that is
 *   needed elsewhere or that another action on the same screen has.
 */
export async function saveChangedKeys(
  { db }: Pick<ViewContext, 'db'>,
  { id }: Pick<Viewer, 'id'>,
  changes: ChangedKeys,
): Promise<Record<string, never>> {
  await db.transaction().execute(async (transaction) => {
    const before = await listChangedKeys({ db: transaction }, { id });
    const changed = withChanges(before.changed, changes);
    refuseUnusable(changes, keymapOf(changed));
    await replaceKeys(transaction, id, changed);
  });
  return {};
}

function refuseUnusable(changes: ChangedKeys, keymap: Keymap): void {
  const problems = listed(changes).flatMap(({ action, keys }) => {
    if (keys === null) return [];
    const [other] = clashesOf(action, keys, keymap);
    const taken =
      other && `“${ACTIONS[action].label}” would have the key of “${ACTIONS[other].label}”.`;
    const problem = whyNotKeys(action, keys) ?? taken;
    return problem === undefined ? [] : [[`changed.${action}`, [problem]] as const];
  });
  if (problems.length > 0) throw invalidFields(Object.fromEntries(problems));
}

async function replaceKeys(db: Database, id: number, changed: ChangedKeys): Promise<void> {
  await db
    .deleteFrom('gatehouse_key')
    .where('account_id', '=', id)
    .where('action', 'in', ACTION_IDS)
    .execute();
  const rows = listed(changed).map((key) => ({ account_id: id, ...key }));
  if (rows.length > 0) await db.insertInto('gatehouse_key').values(rows).execute();
}

function listed(changed: ChangedKeys): { action: ActionId; keys: string | null }[] {
  return ACTION_IDS.flatMap((action) => {
    const keys = changed[action];
    return keys === undefined ? [] : [{ action, keys }];
  });
}
