import type { ReactNode } from 'react';

import styles from './toolbar.module.css';

interface ToolbarProps {
  readonly label: string;
  readonly children: ReactNode;
  /** Pushed to the far end. */
  readonly end?: ReactNode;
}

interface ToolbarPlaceProps {
  readonly toolbar: ReactNode;
  /** The acts on a selection, while there is one. */
  readonly selection: ReactNode;
}

/**
 * The acts on a selection stand where the toolbar stood, which keeps its height behind them: no row
 * moves under the pointer of whoever ticks one.
 */
export function ToolbarPlace({ toolbar, selection }: ToolbarPlaceProps) {
  const isCovered = selection !== null;
  return (
    <div className={styles['place']}>
      <div style={isCovered ? { visibility: 'hidden' } : undefined}>{toolbar}</div>
      {selection}
    </div>
  );
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
