import type { ReactNode } from 'react';

import { Icon, type Glyph } from './icon.tsx';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  readonly icon?: Glyph | undefined;
  readonly title: string;
  /** What will appear here, and what brings it. */
  readonly text?: ReactNode;
  /** One button that makes the first step. */
  readonly action?: ReactNode;
}

export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <div className={styles['empty']}>
      {icon !== undefined && (
        <span className={styles['icon']}>
          <Icon glyph={icon} size={28} />
        </span>
      )}
      <p className={styles['title']}>{title}</p>
      {text !== undefined && <div className={styles['text']}>{text}</div>}
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  );
}
