import { EyeOff } from 'lucide-react';

import type { AccountReference, RawTable } from '../../../shared/contract/person.ts';
import { PartFailed } from '../../app/acts/call-failed.tsx';
import { counted } from '../../app/counted.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { PersonSection } from '../users/person-section.tsx';
import styles from '../users/person.module.css';

/** The account as the database has it, and which other rows point to it. */
export function PersonRows({ id }: { readonly id: number }) {
  const raw = useQueryOf('accounts.raw', { id });
  const references = useQueryOf('accounts.references', { id });
  return (
    <div className={styles['tab']}>
      <div className={styles['columns']}>
        <div className={styles['main']}>
          {raw.data?.tables.map((table) => (
            <TableRows key={table.table} table={table} />
          ))}
          {!raw.data &&
            (raw.error ? (
              <PartFailed error={raw.error} onRetry={() => void raw.refetch()} />
            ) : (
              <SkeletonRows count={12} />
            ))}
        </div>
        <div className={styles['side']}>
          <PersonSection title="What refers to this person">
            {references.data && <References references={references.data.references} />}
            {!references.data &&
              (references.error ? (
                <PartFailed error={references.error} onRetry={() => void references.refetch()} />
              ) : (
                <SkeletonRows count={3} />
              ))}
          </PersonSection>
        </div>
      </div>
    </div>
  );
}

function References({ references }: { readonly references: readonly AccountReference[] }) {
  if (references.length === 0) return <p className={styles['none']}>No row of any table.</p>;
  return (
    <>
      <ul>
        {references.map(({ table, column, count, goesWithAccount }) => (
          <li key={`${table}.${column}`} className={styles['reference']}>
            <span className={styles['permissionName']}>
              <ForeignText className={styles['mono']}>{table}</ForeignText>
              <span className={styles['quiet']}>
                {goesWithAccount ? 'Goes with the account' : 'Stands in the way of a deletion'}
              </span>
            </span>
            <span className={styles['quiet']}>{counted(count, 'row')}</span>
          </li>
        ))}
      </ul>
      <p className={styles['none']}>Found by the foreign keys that the tables declare.</p>
    </>
  );
}

function TableRows({ table: { table, total, rows } }: { readonly table: RawTable }) {
  return (
    <section className={styles['section']} aria-label={table}>
      <div className={styles['heading']}>
        <h2 className={styles['mono']}>{table}</h2>
        <span className={styles['quiet']}>
          {rows.length < total
            ? `${rows.length} of ${counted(total, 'row')}`
            : counted(total, 'row')}
        </span>
      </div>
      {rows.map((row, index) => (
        <dl key={index} className={styles['raw']}>
          {row.map(({ column, value, hidden }) => (
            <div key={column} className={styles['cell']}>
              <dt className={styles['column']}>{column}</dt>
              <dd className={styles['value']}>
                {hidden ? (
                  <span className={styles['hidden']}>
                    <Icon glyph={EyeOff} size={12} /> never leaves the application
                  </span>
                ) : (
                  <RawValue value={value} label={`Copy ${column}`} />
                )}
              </dd>
            </div>
          ))}
        </dl>
      ))}
    </section>
  );
}

function RawValue({ value, label }: { readonly value: string | null; readonly label: string }) {
  if (value === null) return <span className={styles['hidden']}>NULL</span>;
  if (value === '') return <span className={styles['hidden']}>empty text</span>;
  return (
    <>
      <ForeignText className={styles['rawText']}>{value}</ForeignText>
      <span className={styles['copy']}>
        <CopyButton value={value} label={label} />
      </span>
    </>
  );
}
