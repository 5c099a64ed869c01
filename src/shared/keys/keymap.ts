import { ACTION_IDS, ACTIONS, type ActionId } from './actions.ts';
import type { GridAct } from './keyed-action.ts';
import { areKeys, isForMenuBar, shiftCounts } from './key-press.ts';
import { whyReserved } from './reserved-keys.ts';

/** What a person has changed: another key, or null for none. Whatever is not in it is as it came. */
export type ChangedKeys = Readonly<Partial<Record<ActionId, string | null>>>;

/** The key of every action that has one. */
export type Keymap = Readonly<Partial<Record<ActionId, string>>>;

/** Acts of a grid that go on with Shift held: they select on the way. */
export const WITH_SHIFT: ReadonlySet<GridAct | undefined> = new Set<GridAct>([
  'down',
  'up',
  'pageDown',
  'pageUp',
  'first',
  'last',
  'select',
]);

/** The keys as they are now; where an action has none of its own, the one that always works. */
export function keymapOf(changed: ChangedKeys): Keymap {
  return Object.fromEntries(
    ACTION_IDS.flatMap((id) => {
      const own = changed[id] === undefined ? ACTIONS[id].keys : changed[id];
      const keys = own ?? ACTIONS[id].always;
      return keys === undefined ? [] : [[id, keys]];
    }),
  );
}

/** The key that an action comes with; null for none. */
export function keysAtFirst(id: ActionId): string | null {
  return ACTIONS[id].keys ?? null;
}

/** What a person has changed once these are changed too; what is as it came is not in it. */
export function withChanges(changed: ChangedKeys, changes: ChangedKeys): ChangedKeys {
  const all = { ...changed, ...changes };
  const ids = ACTION_IDS.filter((id) => all[id] !== undefined && all[id] !== keysAtFirst(id));
  return Object.fromEntries(ids.map((id) => [id, all[id]]));
}

/** Who has a key already: actions that are offered beside this one, by the same key or one that begins theirs. */
export function clashesOf(id: ActionId, keys: string, keymap: Keymap): readonly ActionId[] {
  const wanted = allOf(id, keys);
  return ACTION_IDS.filter(
    (other) =>
      other !== id &&
      areBeside(id, other) &&
      ownKeys(other, keymap).some((taken) => wanted.some((each) => areAlike(each, taken))),
  );
}

/**
 * Why an action can’t have a key, whoever else has it.
 *
 * @returns A sentence, or undefined when it can.
 */
export function whyNotKeys(id: ActionId, keys: string): string | undefined {
  if (keys === ACTIONS[id].keys) return undefined;
  if (!areKeys(keys)) return 'This is no key that can be told from others.';
  if (ACTIONS[id].grid !== undefined && keys.includes(' ')) {
    return 'In a list it can only be one key, and no two in turn.';
  }
  if (id === 'lock' && !isForMenuBar(keys)) {
    return 'While a mail has the focus, only Ctrl or Command with a letter can lock.';
  }
  return whyReserved(keys);
}

function ownKeys(id: ActionId, keymap: Keymap): readonly string[] {
  const keys = keymap[id];
  return keys === undefined || keys === ACTIONS[id].always ? [] : allOf(id, keys);
}

function allOf(id: ActionId, keys: string): readonly string[] {
  const isExtending = WITH_SHIFT.has(ACTIONS[id].grid) && !keys.includes('+') && shiftCounts(keys);
  return isExtending ? [keys, `Shift+${keys}`] : [keys];
}

function areBeside(one: ActionId, other: ActionId): boolean {
  const [here, there] = [ACTIONS[one].on, ACTIONS[other].on];
  return here === undefined || there === undefined || here.some((each) => there.includes(each));
}

function areAlike(one: string, other: string): boolean {
  const [mine, theirs] = [one.toLowerCase(), other.toLowerCase()];
  return (
    mine === theirs || `${mine} `.startsWith(`${theirs} `) || `${theirs} `.startsWith(`${mine} `)
  );
}
