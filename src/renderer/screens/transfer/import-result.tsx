import { Link } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { counted } from '../../app/counted.ts';
import { mailFate } from '../../app/mail/describe-delivery.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Refused } from './import-findings.tsx';
import styles from './transfer.module.css';

/** What an import did, and the way back. */
export function ImportResult({ found }: { readonly found: OutputOf<'imports.run'> }) {
  const { operationId, accepted, refused, mailsQueued, cancelled, failed } = found;
  const fate = mailFate(useQueryOf('application.counts', {}).data);
  const { data } = useQueryOf(
    'operations.get',
    { id: operationId ?? 1 },
    { enabled: operationId !== null },
  );
  const undoBlocked = data?.operation.undoBlocked ?? undefined;
  const isUndone = data?.operation.isUndone ?? false;
  const people = counted(accepted, 'person', 'people');
  return (
    <>
      <Notice
        tone={isUndone || refused > 0 || cancelled || failed !== undefined ? 'warn' : 'ok'}
        title={isUndone ? 'The import was taken back.' : `${people} imported.`}
      >
        {`${whatWasNotTaken(found)} `}
        {!isUndone && mailsQueued > 0 && `${counted(mailsQueued, 'mail')} ${fate} in a moment. `}
        {isUndone ? 'Whom nobody has changed since went to the trash.' : undoBlocked}
      </Notice>
      <div className={styles['buttons']}>
        {operationId !== null && (
          <UndoImport operationId={operationId} disabledReason={undoBlocked} />
        )}
        {!isUndone && (
          <Link className={styles['link'] ?? ''} to="/users" search={{ q: 'joined:<1d' }}>
            Look at the newest people
          </Link>
        )}
      </div>
      <Refused found={found} />
    </>
  );
}

/** What of the file stayed out, and why; empty when all of it was taken. */
export function whatWasNotTaken({ refused, cancelled, failed }: OutputOf<'imports.run'>): string {
  return [
    cancelled && 'It was stopped: the rest of the file was not taken.',
    failed !== undefined && `${failed} The rest of the file was not taken.`,
    refused > 0 && `${counted(refused, 'row')} refused.`,
  ]
    .filter(Boolean)
    .join(' ');
}

interface UndoImportProps {
  readonly operationId: number;
  /** It may have been taken back from elsewhere too: by `z`, in the log, in another window. */
  readonly disabledReason: string | undefined;
}

function UndoImport({ operationId, disabledReason }: UndoImportProps) {
  const { undo } = useActs();
  return (
    <Button icon={Undo2} disabledReason={disabledReason} onClick={() => void undo(operationId)}>
      Undo the import
    </Button>
  );
}
