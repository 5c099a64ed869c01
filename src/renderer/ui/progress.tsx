import { Progress as BaseProgress } from '@base-ui/react/progress';

import styles from './progress.module.css';

interface ProgressProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
}

/** A thin bar; the number stands beside it. */
export function Progress({ label, value, max }: ProgressProps) {
  return (
    <BaseProgress.Root
      className={styles['progress']}
      value={value}
      max={Math.max(1, max)}
      aria-label={label}
    >
      <BaseProgress.Track className={styles['track']}>
        <BaseProgress.Indicator className={styles['bar']} />
      </BaseProgress.Track>
    </BaseProgress.Root>
  );
}
