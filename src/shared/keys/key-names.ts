const SYMBOLS: Readonly<Record<string, string>> = {
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Space: 'space',
  Plus: '+',
};
const ON_MAC: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Control: '⌃' };
const ELSEWHERE: Readonly<Record<string, string>> = { Mod: 'Ctrl', Control: 'Ctrl' };

/**
 * What stands on each key of a description.
 *
 * @param keys Keys pressed together joined by `+`, keys pressed in turn by a space: `Mod+K`, `g d`.
 */
export function keyNames(keys: string, isMac: boolean): readonly string[] {
  const modifiers = isMac ? ON_MAC : ELSEWHERE;
  return keys.split(/[ +]/).map((key) => modifiers[key] ?? SYMBOLS[key] ?? key);
}

/** The same in one line: `Ctrl+K`, `⌘K`, `g d`. */
export function keysInWords(keys: string, isMac: boolean): string {
  return keys
    .split(' ')
    .map((chord) => keyNames(chord, isMac).join(isMac ? '' : '+'))
    .join(' ');
}
