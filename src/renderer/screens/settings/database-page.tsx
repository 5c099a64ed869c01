import { useState } from 'react';

import { CallFailed } from '../../app/acts/call-failed.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from '../database/database.module.css';
import { OpeningFields } from '../database/opening-fields.tsx';
import { useOpening } from '../database/use-opening.ts';
import { DatabaseCopies } from './database-copies.tsx';
import { LookOnlyDialog } from './look-only-dialog.tsx';
import settings from './settings.module.css';

/** Which database this is, its copies, and the way to another one. */
export function DatabasePage() {
  const { data, error, refetch } = useQueryOf('database.state', {});
  const { data: session } = useQueryOf('session.state', {});
  const opening = useOpening();
  const [shown, setShown] = useState<'look' | 'other' | null>(null);
  if (error) return <CallFailed error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={6} />;
  const { file, mode, readOnly, facts, openedAt } = data;
  const notMine = session?.person?.isSuperuser
    ? undefined
    : 'Only a superuser may choose the database.';
  const blocked = session?.demonstration
    ? 'The demonstration keeps its own database. Start Gatehouse again, without --demo.'
    : notMine;
  const writeAgain = () => {
    setShown('other');
    void opening.inspect(file);
  };
  return (
    <div className={settings['columns']}>
      <div className={settings['form']}>
        <h2 className={settings['title']}>Database</h2>
        {blocked !== undefined && <Notice tone="neutral" title={blocked} announced={false} />}
        <Facts
          items={[
            { label: 'File', value: file, copy: file, mono: true },
            { label: 'Mode', value: readOnly === null ? 'read and written' : 'only looked at' },
            { label: 'Opened', value: <RelativeTime at={openedAt} /> },
            ...facts,
          ]}
        />
        <div className={styles['buttons']}>
          {mode === 'look' && (
            <Button disabledReason={blocked} onClick={writeAgain}>
              Write to it…
            </Button>
          )}
          {readOnly === null && (
            <Button disabledReason={blocked} onClick={() => setShown('look')}>
              Only look…
            </Button>
          )}
          <Button disabledReason={blocked} onClick={() => setShown('other')}>
            Open another database…
          </Button>
        </div>
        {shown === 'look' && <LookOnlyDialog file={file} onClose={() => setShown(null)} />}
        {shown === 'other' && (
          <form
            className={styles['form']}
            aria-label="Open a database"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void opening.inspect();
            }}
          >
            <OpeningFields opening={opening} autoFocus />
            <p className={styles['hint']}>
              Gatehouse begins anew with it, and you sign in as one of its superusers. Templates and
              keys of this data folder stay.
            </p>
          </form>
        )}
      </div>
      <div className={settings['effect']}>
        <DatabaseCopies state={data} blocked={notMine} onCopied={() => void refetch()} />
      </div>
    </div>
  );
}
