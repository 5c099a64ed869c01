import { KeyHint } from './key-hint.tsx';
import styles from './key-bar.module.css';

export interface KeyBarItem {
  readonly keys: string | undefined;
  readonly label: string;
  /** Makes the hint a button, so that no act needs a keyboard. */
  readonly onPress?: (() => void) | undefined;
}

interface KeyBarProps {
  readonly items: readonly KeyBarItem[];
  /** Stays at the far end, for example `? all keys`. */
  readonly end?: readonly KeyBarItem[] | undefined;
}

export function KeyBar({ items, end }: KeyBarProps) {
  return (
    <div className={styles['bar']} role="group" aria-label="Keys">
      <ul className={styles['list']}>{items.map(renderItem)}</ul>
      <ul className={styles['end']}>{end?.map(renderItem)}</ul>
    </div>
  );
}

function renderItem(item: KeyBarItem) {
  const content = (
    <>
      {item.keys !== undefined && <KeyHint keys={item.keys} />} {item.label}
    </>
  );
  return (
    <li key={item.label}>
      {item.onPress === undefined ? (
        <span className={styles['item']}>{content}</span>
      ) : (
        <button type="button" className={styles['item']} onClick={item.onPress}>
          {content}
        </button>
      )}
    </li>
  );
}
