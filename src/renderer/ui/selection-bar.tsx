import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import { IconButton } from './icon-button.tsx';
import styles from './selection-bar.module.css';

interface SelectionBarProps {
  readonly count: number;
  /** After the count: `all matching, frozen at 14:31`. */
  readonly detail?: ReactNode;
  readonly onClear: () => void;
  /** The acts on the selection. */
  readonly children: ReactNode;
}

/** Takes the place of the toolbar while something is selected. */
export function SelectionBar({ count, detail, onClear, children }: SelectionBarProps) {
  return (
    <div className={styles['bar']} role="group" aria-label="Acts on the selection">
      <p className={styles['count']} role="status">
        <strong>{count.toLocaleString('en-GB')} selected</strong> {detail}
      </p>
      <div className={styles['acts']}>{children}</div>
      <IconButton
        icon={X}
        label="Clear the selection"
        keys="Escape"
        size="small"
        onClick={onClear}
      />
    </div>
  );
}
