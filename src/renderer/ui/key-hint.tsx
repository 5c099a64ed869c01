import { keyNames } from '../../shared/keys/key-names.ts';
import styles from './key-hint.module.css';

interface KeyHintProps {
  /** Keys pressed together joined by `+`, keys pressed in turn by a space: `Mod+K`, `g d`. */
  readonly keys: string;
  readonly onAccent?: boolean | undefined;
}

export const IS_MAC = navigator.platform.startsWith('Mac');

export function KeyHint({ keys, onAccent }: KeyHintProps) {
  return (
    <span className={styles['hint']} data-on-accent={onAccent || undefined}>
      {keyNames(keys, IS_MAC).map((key, place, all) => (
        <kbd key={all.slice(0, place + 1).join(' ')} className={styles['key']}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
