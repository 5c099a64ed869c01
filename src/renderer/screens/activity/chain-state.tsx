import { Link } from '@tanstack/react-router';

import { useActs } from '../../app/acts/acts.tsx';
import { counted } from '../../app/counted.ts';
import { useCommand } from '../../query/use-command.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ToneIcon } from '../../ui/tone-icon.tsx';
import styles from './audit.module.css';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

const TONES = { empty: 'ok', unbroken: 'ok', unsealed: 'warn', broken: 'danger' } as const;

/** Whether the log is as it was written, and the way to have all of it checked. */
export function ChainState() {
  const { data, isFetching } = useQueryOf('operations.verify', {});
  const again = useCommand('operations.verifyAgain');
  const { refuse } = useActs();
  if (data === undefined) return <p className={styles['chain']}>Checking Audit…</p>;
  const { state, since, entries, problem, checkedAt } = data;
  return (
    <div className={styles['chain']} role="status">
      <ToneIcon tone={TONES[state]} />
      {state === 'empty' && <span>The chain begins with the first act.</span>}
      {state === 'unbroken' && (
        <span>
          Unbroken since {since === null ? 'its start' : day.format(new Date(since))},{' '}
          {counted(entries, 'entry', 'entries')}, checked <RelativeTime at={checkedAt} />
        </span>
      )}
      {state === 'unsealed' && (
        <span>
          Every entry is as it was written. Whether the newest were cut off can’t be told: this
          computer’s key store can’t open the seal of Audit’s end, as after a move to another
          computer.
        </span>
      )}
      {state === 'broken' && (
        <strong className={styles['broken']}>
          Audit was changed from outside.{' '}
          {problem?.operationId ? (
            <Link to="/activity" search={{ id: problem.operationId }}>
              Act {problem.operationId}
            </Link>
          ) : null}{' '}
          {problem?.what} What stands before it can be relied on.
        </strong>
      )}
      <Button
        size="small"
        pending={again.pending || isFetching}
        onClick={() => void again.run({}).catch(refuse)}
      >
        Check now
      </Button>
    </div>
  );
}
