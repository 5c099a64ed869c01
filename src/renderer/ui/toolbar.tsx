import type { ReactNode } from 'react';

import styles from './toolbar.module.css';

interface ToolbarProps {
  readonly label: string;
  readonly children: ReactNode;
  /** Pushed to the far end. */
  readonly end?: ReactNode;
}

/** The row between the header and a list: search, filters, view options. */
export function Toolbar({ label, children, end }: ToolbarProps) {
  return (
    <div className={styles['toolbar']} role="group" aria-label={label}>
      <div className={styles['start']}>{children}</div>
      {end !== undefined && <div className={styles['end']}>{end}</div>}
    </div>
  );
}
