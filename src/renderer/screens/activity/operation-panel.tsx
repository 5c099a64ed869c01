import { Link } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';
import { type Ref, useState } from 'react';

import type { OperationChange } from '../../../shared/contract/operations.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { PartFailed } from '../../app/acts/call-failed.tsx';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from '../../app/people/account.module.css';
import { FieldChanges } from '../users/field-changes.tsx';
import audit from './audit.module.css';
import { ViaBadge } from './activity-columns.tsx';

interface OperationPanelProps {
  readonly id: number;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
  /** The changes, which lead to the people. */
  readonly changes: Ref<HTMLOListElement>;
}

/** One act: by whom, on whom, each value before and after, and whether it can be taken back. */
export function OperationPanel({ id, blocked, onClose, changes }: OperationPanelProps) {
  const { data, error, refetch } = useQueryOf('operations.get', { id });
  const acts = useActs();
  const keymap = useKeymap();
  if (data === undefined) {
    return (
      <Panel storageKey="activity" label="Act" title="Act" onClose={onClose}>
        {error ? (
          <PartFailed error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows count={8} />
        )}
      </Panel>
    );
  }
  const { operation } = data;
  return (
    <Panel
      storageKey="activity"
      label={showTurns(operation.title)}
      title={<ForeignText>{operation.title}</ForeignText>}
      onClose={onClose}
      footer={
        <>
          <Button
            icon={Undo2}
            keys={keymap['audit.undo']}
            disabledReason={operation.undoBlocked ?? blocked}
            onClick={() => void acts.undo(id)}
          >
            Undo
          </Button>
          {operation.undoBlocked !== null && (
            <p className={styles['reason']}>{operation.undoBlocked}</p>
          )}
        </>
      }
    >
      <Facts
        items={[
          { label: 'Who', value: <ForeignText>{operation.actor}</ForeignText> },
          { label: 'Where', value: <ViaBadge via={operation.via} /> },
          { label: 'When', value: <RelativeTime at={operation.at} /> },
          { label: 'People', value: operation.accounts.toLocaleString('en-GB') },
          ...(operation.columns === undefined
            ? []
            : [{ label: 'Columns', value: operation.columns }]),
        ]}
      />
      <Changes key={id} id={id} first={data.changes} total={data.changesTotal} list={changes} />
    </Panel>
  );
}

interface ChangesProps {
  readonly id: number;
  /** The first of them, which came with the act. */
  readonly first: readonly OperationChange[];
  readonly total: number;
  readonly list: Ref<HTMLOListElement>;
}

const PAGE = 200;

/** Each value before and after, so many at a time. */
function Changes({ id, first, total, list }: ChangesProps) {
  const [offset, setOffset] = useState(0);
  const page = useQueryOf(
    'operations.changes',
    { id, offset, limit: PAGE },
    { enabled: offset > 0 },
  );
  if (total === 0) return null;
  const changes = offset === 0 ? first : page.data?.rows;
  return (
    <section className={styles['section']} aria-label="Changes">
      <h3 className={audit['heading']}>Before and after</h3>
      {total > PAGE && <Pager {...{ offset, total }} onOffset={setOffset} />}
      {changes === undefined && <SkeletonRows count={8} />}
      <ol ref={list} className={styles['section']}>
        {changes?.map((change, index) => (
          <li key={index}>
            <p>
              <Whose {...change} />{' '}
              {change.name !== '' && <span className={styles['quiet']}>{change.what}</span>}
            </p>
            <div className={styles['before-after']}>
              <FieldChanges fields={change.fields} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Whose({ name, what, accountId }: OperationChange) {
  const words = <ForeignText>{name || what}</ForeignText>;
  if (accountId === null) return words;
  return (
    <Link to="/users/$id" params={{ id: accountId }}>
      {words}
    </Link>
  );
}

interface PagerProps {
  readonly offset: number;
  readonly total: number;
  readonly onOffset: (offset: number) => void;
}

function Pager({ offset, total, onOffset }: PagerProps) {
  const last = Math.min(offset + PAGE, total);
  return (
    <div className={audit['pager']}>
      <Button
        size="small"
        disabledReason={offset === 0 ? 'These are the first.' : undefined}
        onClick={() => onOffset(offset - PAGE)}
      >
        Earlier
      </Button>
      <span role="status">
        {(offset + 1).toLocaleString('en-GB')} to {last.toLocaleString('en-GB')} of{' '}
        {total.toLocaleString('en-GB')}
      </span>
      <Button
        size="small"
        disabledReason={last === total ? 'These are the last.' : undefined}
        onClick={() => onOffset(offset + PAGE)}
      >
        Later
      </Button>
    </div>
  );
}
