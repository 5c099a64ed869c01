import type { ReactNode } from 'react';

import { ForeignText } from './foreign-text.tsx';
import styles from './reasons.module.css';

interface Reason {
  readonly reason: string;
  readonly count: number;
  /** A few of them; left out where they are named elsewhere. */
  readonly names?: readonly string[];
  /** Shows a name as what leads to its person; the name alone when left out. */
  readonly renderName?: (name: string) => ReactNode;
  /** Button at the end. */
  readonly action?: ReactNode;
}

/** Who goes or stays out and why, each reason with its number and a few names. */
export function Reasons({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly Reason[];
}) {
  return (
    <section>
      <h3 className={styles['heading']}>{title}</h3>
      <ul className={styles['list']}>
        {items.map(({ reason, count, names, renderName, action }) => (
          <li key={reason} className={styles['reason']}>
            <span className={styles['count']}>{count.toLocaleString('en-GB')}</span>
            <span>
              {reason} {names && <Names {...{ names, count, renderName }} />}
            </span>
            {action}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface NamesProps {
  readonly names: readonly string[];
  readonly count: number;
  readonly renderName: Reason['renderName'];
}

function Names({ names, count, renderName }: NamesProps) {
  return (
    <span className={styles['names']}>
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          {renderName ? renderName(name) : <ForeignText>{name}</ForeignText>}
        </span>
      ))}
      {count > names.length && ' …'}
    </span>
  );
}
