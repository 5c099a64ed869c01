import { Undo2 } from 'lucide-react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import { useActs } from '../../app/acts.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from '../users/account.module.css';
import { FieldChanges } from '../users/field-changes.tsx';
import { ViaBadge } from './activity-columns.tsx';

interface OperationPanelProps {
  readonly id: number;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
}

/** One act: by whom, on whom, each value before and after, and whether it can be taken back. */
export function OperationPanel({ id, blocked, onClose }: OperationPanelProps) {
  const { data, error } = useQueryOf('operations.get', { id });
  const acts = useActs();
  if (data === undefined) {
    return (
      <Panel storageKey="activity" label="Act" title="Act" onClose={onClose}>
        {error ? <p role="alert">{error.message}</p> : <SkeletonRows count={8} />}
      </Panel>
    );
  }
  const { operation, changes } = data;
  return (
    <Panel
      storageKey="activity"
      label={operation.title}
      title={operation.title}
      onClose={onClose}
      footer={
        <>
          <Button
            icon={Undo2}
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
          { label: 'Who', value: <bdi>{operation.actor}</bdi> },
          { label: 'Where', value: <ViaBadge via={operation.via} /> },
          { label: 'When', value: <RelativeTime at={operation.at} /> },
          { label: 'People', value: operation.accounts.toLocaleString('en-GB') },
        ]}
      />
      <Changes changes={changes} />
    </Panel>
  );
}

function Changes({ changes }: Pick<OutputOf<'operations.get'>, 'changes'>) {
  if (changes.length === 0) return null;
  return (
    <section className={styles['section']} aria-label="Changes">
      <h3 className={styles['heading']}>Before and after</h3>
      <ol className={styles['section']}>
        {changes.map((change) => (
          <li key={JSON.stringify(change)}>
            <p>
              <bdi>{change.name || change.what}</bdi>{' '}
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
