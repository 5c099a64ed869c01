import { ACTIONS, type ActionId } from '../../../../shared/keys/actions.ts';
import type { Screen } from '../../../../shared/keys/keyed-action.ts';
import { keysInWords } from '../../../../shared/keys/key-names.ts';
import type { Keymap } from '../../../../shared/keys/keymap.ts';
import { IS_MAC } from '../../../ui/key-hint.tsx';

interface Clash {
  readonly words: string;
  /** Who would have no key any more; nobody where that is not offered. */
  readonly takenFrom: readonly ActionId[];
}

/**
 * Who has a key already, and on which screens that would be one key for two acts, in words:
 * `x is “Select” (Users, Pending and 5 more). Take it from there?`
 *
 * @param id Who would have it.
 * @returns null when nobody has.
 */
export function clashInWords(
  id: ActionId,
  keys: string,
  others: readonly ActionId[],
  keymap: Keymap,
): Clash | null {
  if (others.length === 0) return null;
  const shown = keysInWords(keys, IS_MAC);
  const length = keys.split(' ').length;
  const apart = others.find((other) => keymap[other]?.split(' ').length !== length);
  if (apart !== undefined) {
    const theirs = keysInWords(keymap[apart] ?? '', IS_MAC);
    const who = `${named(id, apart)}${others.length > 1 ? ` and ${others.length - 1} more` : ''}`;
    const words =
      length === 1
        ? `${shown} begins ${theirs}, which is ${who}.`
        : `${theirs} alone is ${who}, so that nothing waits for a second key.`;
    return { words: `${words} Choose another key.`, takenFrom: [] };
  }
  const names = others.map((other) => named(id, other)).join(', ');
  return { words: `${shown} is ${names}. Take it from there?`, takenFrom: others };
}

const SCREENS: Readonly<Record<Screen, string>> = {
  users: 'Users',
  person: 'a person’s page',
  'sign-up': 'a sign-up’s page',
  pending: 'Pending',
  triage: 'One by one',
  import: 'Import people',
  captured: 'Captured',
  outbox: 'Outbox',
  templates: 'Templates',
  trash: 'Trash',
  audit: 'Audit',
  invitations: 'Invitations',
  groups: 'Groups',
};
/** How many screens are named before the others are counted. */
const NAMED = 3;
const LIST = new Intl.ListFormat('en-GB');

/** An action with the screens on which it and another one are offered, unless that is everywhere. */
function named(id: ActionId, other: ActionId): string {
  const { label, on: theirs } = ACTIONS[other];
  const own = ACTIONS[id].on;
  const both = theirs?.filter((screen) => own?.includes(screen) ?? true) ?? own;
  if (both === undefined) return `“${label}”`;
  const screens = both.map((screen) => SCREENS[screen]);
  const more = screens.length - NAMED;
  const shown = more > 1 ? [...screens.slice(0, NAMED), `${more} more`] : screens;
  return `“${label}” (${LIST.format(shown)})`;
}
