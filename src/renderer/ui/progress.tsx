import { Progress as BaseProgress } from '@base-ui/react/progress';
import type { ReactNode } from 'react';

import styles from './progress.module.css';

interface ProgressProps {
  readonly label: string;
  /** From 0 to 1; `null` while the end isn't known. */
  readonly value: number | null;
  /** At the end of the label: `4,000 of 10,000`. */
  readonly detail?: ReactNode;
  /** For example a cancel button. */
  readonly action?: ReactNode;
}

export function Progress({ label, value, detail, action }: ProgressProps) {
  return (
    <div className={styles['progress']}>
      <BaseProgress.Root
        className={styles['value']}
        value={value === null ? null : value * 100}
        getAriaValueText={typeof detail === 'string' ? () => detail : undefined}
      >
        <BaseProgress.Label className={styles['label']}>{label}</BaseProgress.Label>
        <span className={styles['detail']}>{detail}</span>
        <BaseProgress.Track className={styles['track']}>
          <BaseProgress.Indicator className={styles['indicator']} />
        </BaseProgress.Track>
      </BaseProgress.Root>
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  );
}
