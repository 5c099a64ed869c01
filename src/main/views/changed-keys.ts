import { invalidFields } from '../../shared/errors.ts';
import { ACTION_IDS, ACTIONS, type ActionId } from '../../shared/keys/actions.ts';
import { type ChangedKeys, clashesOf, keymapOf, whyNotKeys } from '../../shared/keys/keymap.ts';
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
 * Keeps them in place of all that the person had changed before; what is as it came is not kept.
 *
 * @throws RefusedError `invalid-input`, with the reason at `changed.<action>`, for a key that is
 *   needed elsewhere or that another action on the same screen has.
 */
export async function saveChangedKeys(
  { db }: Pick<ViewContext, 'db'>,
  { id }: Pick<Viewer, 'id'>,
  changed: ChangedKeys,
): Promise<Record<string, never>> {
  const given = ACTION_IDS.flatMap((action) => {
    const keys = changed[action];
    return keys === undefined || keys === (ACTIONS[action].keys ?? null) ? [] : [{ action, keys }];
  });
  refuseUnusable(given, changed);
  await db.transaction().execute((transaction) => replaceKeys(transaction, id, given));
  return {};
}

type GivenKey = { readonly action: ActionId; readonly keys: string | null };

function refuseUnusable(given: readonly GivenKey[], changed: ChangedKeys): void {
  const keymap = keymapOf(changed);
  const problems = given.flatMap(({ action, keys }) => {
    if (keys === null) return [];
    const [other] = clashesOf(action, keys, keymap);
    const taken =
      other && `“${ACTIONS[action].label}” would have the key of “${ACTIONS[other].label}”.`;
    const problem = whyNotKeys(action, keys) ?? taken;
    return problem === undefined ? [] : [[`changed.${action}`, [problem]] as const];
  });
  if (problems.length > 0) throw invalidFields(Object.fromEntries(problems));
}

async function replaceKeys(db: Database, id: number, given: readonly GivenKey[]): Promise<void> {
  await db
    .deleteFrom('gatehouse_key')
    .where('account_id', '=', id)
    .where('action', 'in', ACTION_IDS)
    .execute();
  if (given.length === 0) return;
  const rows = given.map(({ action, keys }) => ({ account_id: id, action, keys }));
  await db.insertInto('gatehouse_key').values(rows).execute();
}
