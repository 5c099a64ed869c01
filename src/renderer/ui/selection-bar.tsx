import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import { ForeignText } from './foreign-text.tsx';
import { IconButton } from './icon-button.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';
import styles from './selection-bar.module.css';

interface SelectionBarProps {
  readonly count: number;
  /** More is on its way: until it is here nothing is done to those who are selected. */
  readonly isChoosing?: boolean;
  /** When everybody who matched was taken, as an instant; null where they were chosen by hand. */
  readonly frozenAt?: string | null;
  /** What the list is narrowed by while its search stands behind this bar. */
  readonly search?: string | undefined;
  readonly onClear: () => void;
  /** The acts on the selection. */
  readonly children?: ReactNode;
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** Takes the place of the toolbar while something is selected. */
export function SelectionBar(props: SelectionBarProps) {
  const { count, isChoosing = false, frozenAt = null, search, onClear, children } = props;
  return (
    <div
      className={styles['bar']}
      role="group"
      aria-label="Acts on the selection"
      data-wordy={frozenAt !== null || search !== undefined || undefined}
    >
      <p className={styles['count']} role="status">
        {isChoosing && count === 0 ? (
          'Choosing…'
        ) : (
          <>
            <strong>{count.toLocaleString('en-GB')} selected</strong>{' '}
            {isChoosing && 'choosing more…'}
            {!isChoosing && frozenAt !== null && (
              <>
                <span className={styles['whole']}>all that matched </span>at{' '}
                {clock.format(new Date(frozenAt))}
              </>
            )}
          </>
        )}
      </p>
      {search !== undefined && (
        <p className={styles['search']}>
          <VisuallyHidden>among</VisuallyHidden> <ForeignText>{search}</ForeignText>
        </p>
      )}
      <div className={styles['acts']} inert={isChoosing}>
        {children}
      </div>
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
