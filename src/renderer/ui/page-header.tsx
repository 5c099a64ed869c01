import type { ReactNode } from 'react';

import { ForeignText } from './foreign-text.tsx';
import styles from './page-header.module.css';

interface PageHeaderProps {
  /** Also what somebody else has called it. */
  readonly title: string;
  /** How many the list holds; undefined while unknown. */
  readonly count?: number | undefined;
  /** Beside the title, in small print. */
  readonly secondary?: ReactNode;
  /** The one primary button, and at most two others before it. */
  readonly action?: ReactNode;
}

export function PageHeader({ title, count, secondary, action }: PageHeaderProps) {
  return (
    <header className={styles['header']}>
      <h1 className={styles['title']}>
        <ForeignText>{title}</ForeignText>
        {count !== undefined && (
          <span className={styles['count']}>{count.toLocaleString('en-GB')}</span>
        )}
      </h1>
      {secondary !== undefined && <div className={styles['secondary']}>{secondary}</div>}
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </header>
  );
}
