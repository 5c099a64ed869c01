import styles from './key-hint.module.css';

const SYMBOLS: Readonly<Record<string, string>> = {
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Space: 'space',
};
const ON_MAC: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Control: '⌃' };
const ELSEWHERE: Readonly<Record<string, string>> = { Mod: 'Ctrl', Control: 'Ctrl' };

interface KeyHintProps {
  /** Keys pressed together joined by `+`, keys pressed in turn by a space: `Mod+K`, `g d`. */
  readonly keys: string;
  readonly onAccent?: boolean | undefined;
}

export function KeyHint({ keys, onAccent }: KeyHintProps) {
  const modifiers = navigator.platform.startsWith('Mac') ? ON_MAC : ELSEWHERE;
  return (
    <span className={styles['hint']} data-on-accent={onAccent || undefined}>
      {keys.split(/[ +]/).map((key, place, all) => (
        <kbd key={all.slice(0, place + 1).join(' ')} className={styles['key']}>
          {modifiers[key] ?? SYMBOLS[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}
