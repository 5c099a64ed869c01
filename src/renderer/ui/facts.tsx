import type { ReactNode } from 'react';

import { CopyButton } from './copy-button.tsx';
import styles from './facts.module.css';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** What the copy button puts on the clipboard; without it there is no button. */
  readonly copy?: string | undefined;
  readonly mono?: boolean | undefined;
}

export function Facts({ items }: { readonly items: readonly Fact[] }) {
  return (
    <dl className={styles['facts']}>
      {items.map(({ label, value, copy, mono = false }) => (
        <div key={label} className={styles['fact']}>
          <dt className={styles['label']}>{label}</dt>
          <dd className={styles['value']} data-mono={mono || undefined}>
            <span className={styles['text']}>{value}</span>
            {copy !== undefined && (
              <span className={styles['copy']}>
                <CopyButton value={copy} label={`Copy: ${label}`} />
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
