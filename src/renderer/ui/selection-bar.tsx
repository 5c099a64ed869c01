import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import { ForeignText } from './foreign-text.tsx';
import { IconButton } from './icon-button.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';
import styles from './selection-bar.module.css';

interface SelectionBarProps {
  readonly count: number;
  /** After the count: `all matching, frozen at 14:31`. */
  readonly detail?: ReactNode;
  /** What the list is narrowed by while its search stands behind this bar. */
  readonly search?: string | undefined;
  readonly onClear: () => void;
  /** The acts on the selection. */
  readonly children: ReactNode;
}

/** Takes the place of the toolbar while something is selected. */
export function SelectionBar({ count, detail, search, onClear, children }: SelectionBarProps) {
  return (
    <div className={styles['bar']} role="group" aria-label="Acts on the selection">
      <p className={styles['count']} role="status">
        <strong>{count.toLocaleString('en-GB')} selected</strong> {detail}
      </p>
      {search !== undefined && (
        <p className={styles['search']}>
          <VisuallyHidden>among</VisuallyHidden> <ForeignText>{search}</ForeignText>
        </p>
      )}
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
