import type { ReactNode } from 'react';

import { describeDay } from './describe-time.ts';
import { RelativeTime } from './relative-time.tsx';
import { ToneIcon } from './tone-icon.tsx';
import type { Tone } from './tone.ts';
import styles from './timeline.module.css';

export interface TimelineEntry {
  readonly id: string | number;
  readonly at: string | number | Date;
  readonly tone: Tone;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly action?: ReactNode;
}

interface TimelineProps {
  readonly items: readonly TimelineEntry[];
  /** Shows the date beside how long ago it was: where there is room for both. */
  readonly dated?: boolean | undefined;
}

export function Timeline({ items, dated = false }: TimelineProps) {
  return (
    <ol>
      {items.map(({ id, at, tone, title, detail, action }) => (
        <li key={id} className={styles['entry']}>
          <span className={styles['mark']}>
            <ToneIcon tone={tone} />
          </span>
          <div className={styles['title']}>{title}</div>
          {action !== undefined && <div className={styles['action']}>{action}</div>}
          <span className={styles['time']}>
            {dated && <span className={styles['date']}>{describeDay(new Date(at))}</span>}
            <RelativeTime at={at} />
          </span>
          {detail !== undefined && <div className={styles['detail']}>{detail}</div>}
        </li>
      ))}
    </ol>
  );
}
