import { useEffect, useRef } from 'react';

import type { DatabaseReport } from '../../../shared/contract/database.ts';
import { counted } from '../../app/counted.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import styles from './database.module.css';
import type { DatabaseOpening } from './use-opening.ts';

/** One of each kind. */
const KINDS: Readonly<Record<string, string>> = {
  tables: 'table',
  columns: 'column',
  indexes: 'index',
  triggers: 'trigger',
};

interface DatabaseReportViewProps {
  readonly report: DatabaseReport;
  readonly opening: Pick<DatabaseOpening, 'activationDays' | 'isOpening' | 'open'>;
}

/** What a database is, what is missing and what would be added, before anything is written to it. */
export function DatabaseReportView({ report, opening }: DatabaseReportViewProps) {
  const { facts, notices, additions, blocked, copyFolder } = report;
  const days = opening.activationDays;
  const section = useRef<HTMLElement>(null);
  // What was asked for is read next, and another Enter asks for nothing.
  useEffect(() => section.current?.focus(), []);
  return (
    <section ref={section} tabIndex={-1} className={styles['report']} aria-label="What was found">
      <Facts
        items={facts.map(({ label, value }) => ({
          label,
          value: <ForeignText>{value}</ForeignText>,
        }))}
      />
      {notices.map(({ tone, title, advice }) => (
        <Notice key={title} tone={tone} title={title} announced={false}>
          {advice}
        </Notice>
      ))}
      {report.activationDays !== null && (
        <NumberField
          label="Days a link works in this project"
          description="ACCOUNT_ACTIVATION_DAYS in its settings.py, which is in no table. By it links end, and a clean-up takes who has not followed theirs."
          unit="days"
          min={1}
          max={365}
          value={days.value}
          error={days.error}
          onChange={days.change}
        />
      )}
      {additions.length > 0 && <Additions additions={additions} />}
      <p className={styles['hint']}>
        Nothing has been written to it. <em>Open</em> first copies it, as it is, into{' '}
        <bdi className={styles['mono']}>{copyFolder}</bdi>. <em>Only look</em> writes nothing; you
        can turn that off in Settings → Database.
      </p>
      <div className={styles['buttons']}>
        <Button
          variant="primary"
          pending={opening.isOpening}
          disabledReason={blocked.write ?? undefined}
          onClick={() => void opening.open('write')}
        >
          Open
        </Button>
        <Button
          pending={opening.isOpening}
          disabledReason={blocked.look ?? undefined}
          onClick={() => void opening.open('look')}
        >
          Only look
        </Button>
      </div>
    </section>
  );
}

function Additions({ additions }: Pick<DatabaseReport, 'additions'>) {
  const summary = additions
    .map(({ kind, names }) => counted(names.length, KINDS[kind] ?? kind, kind))
    .join(', ');
  return (
    <details className={styles['additions']}>
      <summary>Opening adds {summary}; nothing that is there changes</summary>
      {additions.map(({ kind, names }) => (
        <p key={kind} className={styles['names']}>
          {names.join(', ')}
        </p>
      ))}
    </details>
  );
}
