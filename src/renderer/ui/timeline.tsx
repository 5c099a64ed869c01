import type { ReactNode } from 'react';

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

export function Timeline({ items }: { readonly items: readonly TimelineEntry[] }) {
  return (
    <ol className={styles['timeline']}>
      {items.map(({ id, at, tone, title, detail, action }) => (
        <li key={id} className={styles['entry']}>
          <span className={styles['mark']}>
            <ToneIcon tone={tone} />
          </span>
          <div className={styles['text']}>
            <div className={styles['title']}>{title}</div>
            {detail !== undefined && <div className={styles['detail']}>{detail}</div>}
          </div>
          {action !== undefined && <div className={styles['action']}>{action}</div>}
          <span className={styles['time']}>
            <RelativeTime at={at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
