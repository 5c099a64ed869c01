import type { ReactNode } from 'react';

import type { Tone } from './tone.ts';
import styles from './stage-bars.module.css';

export interface StageBar {
  readonly id: string;
  readonly label: ReactNode;
  /** The number, which may be a link. */
  readonly value: ReactNode;
  /** How much of the bar is filled, 0 to 1. */
  readonly share: number;
  readonly tone: Tone;
  /** Behind the bar: "80 %". */
  readonly note?: ReactNode;
}

/** Bars that lie one under the other, each with its words and its number. */
export function StageBars({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly StageBar[];
}) {
  return (
    <ul className={styles['bars']} aria-label={label}>
      {items.map(({ id, label: words, value, share, tone, note }) => (
        <li key={id} className={styles['row']}>
          <span>{words}</span>
          <span className={styles['value']}>{value}</span>
          <svg className={styles['bar']} data-tone={tone} height={14} aria-hidden>
            <rect className={styles['track']} width="100%" height={14} rx={3} />
            <rect width={`${Math.max(share * 100, share > 0 ? 0.6 : 0)}%`} height={14} rx={3} />
          </svg>
          <span className={styles['note']}>{note}</span>
        </li>
      ))}
    </ul>
  );
}
