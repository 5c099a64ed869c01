import { ACTIONS, type ActionId } from '../../../../shared/keys/actions.ts';
import { keysInWords } from '../../../../shared/keys/key-names.ts';
import { type Keymap } from '../../../../shared/keys/keymap.ts';
import { IS_MAC } from '../../../ui/key-hint.tsx';

interface Clash {
  readonly words: string;
  /** Who would have no key any more; nobody where that is not offered. */
  readonly takenFrom: readonly ActionId[];
}

/** Who has a key already, in words: `x is “Select”. Take it from there?` */
export function clashInWords(keys: string, others: readonly ActionId[], keymap: Keymap): Clash {
  const [first] = others;
  if (first === undefined) return { words: '', takenFrom: [] };
  const shown = keysInWords(keys, IS_MAC);
  const theirs = keymap[first] ?? '';
  const longer = others.find(
    (id) => (keymap[id] ?? '').split(' ').length !== keys.split(' ').length,
  );
  if (longer !== undefined) {
    const taken = keysInWords(keymap[longer] ?? theirs, IS_MAC);
    const more = others.length > 1 ? ` and ${others.length - 1} more` : '';
    return {
      words: `${taken} is “${ACTIONS[longer].label}”${more}, and one would never come to the other. Choose another key.`,
      takenFrom: [],
    };
  }
  const names = others.map((id) => `“${ACTIONS[id].label}”`).join(', ');
  return { words: `${shown} is ${names}. Take it from there?`, takenFrom: others };
}
