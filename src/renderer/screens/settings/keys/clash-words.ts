import { ACTIONS, type ActionId } from '../../../../shared/keys/actions.ts';
import { keysInWords } from '../../../../shared/keys/key-names.ts';
import type { Keymap } from '../../../../shared/keys/keymap.ts';
import { IS_MAC } from '../../../ui/key-hint.tsx';

interface Clash {
  readonly words: string;
  /** Who would have no key any more; nobody where that is not offered. */
  readonly takenFrom: readonly ActionId[];
}

/**
 * Who has a key already, in words: `x is “Select”. Take it from there?`
 *
 * @returns null when nobody has.
 */
export function clashInWords(
  keys: string,
  others: readonly ActionId[],
  keymap: Keymap,
): Clash | null {
  if (others.length === 0) return null;
  const shown = keysInWords(keys, IS_MAC);
  const length = keys.split(' ').length;
  const apart = others.find((id) => keymap[id]?.split(' ').length !== length);
  if (apart !== undefined) {
    const theirs = keysInWords(keymap[apart] ?? '', IS_MAC);
    const who = `“${ACTIONS[apart].label}”${others.length > 1 ? ` and ${others.length - 1} more` : ''}`;
    const words =
      length === 1
        ? `${shown} begins ${theirs}, which is ${who}.`
        : `${theirs} alone is ${who}, so that nothing waits for a second key.`;
    return { words: `${words} Choose another key.`, takenFrom: [] };
  }
  const names = others.map((id) => `“${ACTIONS[id].label}”`).join(', ');
  return { words: `${shown} is ${names}. Take it from there?`, takenFrom: others };
}
