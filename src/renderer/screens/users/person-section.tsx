import { useId, type ReactNode } from 'react';

import styles from './person.module.css';

interface PersonSectionProps {
  readonly title: string;
  readonly count?: number | undefined;
  /** At the end of the heading's line. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One side of a person, under a heading. */
export function PersonSection({ title, count, action, children }: PersonSectionProps) {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <div className={styles['heading']}>
        <h2 className={styles['title']} id={id}>
          {title}
          {count !== undefined && count > 0 && (
            <span className={styles['count']}> {count.toLocaleString('en-GB')}</span>
          )}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}
