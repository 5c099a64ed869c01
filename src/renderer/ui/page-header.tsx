import type { ReactNode } from 'react';

import styles from './page-header.module.css';

interface PageHeaderProps {
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
        {title}
        {count !== undefined && (
          <span className={styles['count']}>{count.toLocaleString('en-GB')}</span>
        )}
      </h1>
      {secondary !== undefined && <div className={styles['secondary']}>{secondary}</div>}
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </header>
  );
}
