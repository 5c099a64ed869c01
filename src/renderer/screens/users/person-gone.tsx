import { UserRoundX } from 'lucide-react';

import { CallFailed } from '../../app/call-failed.tsx';
import { useAct } from '../../app/use-act.ts';
import { useBlock } from '../../app/use-block.ts';
import type { CallError } from '../../query/call-error.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AccountStory } from './account-story.tsx';
import styles from './person.module.css';

interface PersonGoneProps {
  readonly id: number;
  readonly error: CallError;
  readonly onRetry: () => void;
  readonly onBack: () => void;
}

/** In place of somebody who is not there any more: their story stays, and the way back if there is one. */
export function PersonGone({ id, error, onRetry, onBack }: PersonGoneProps) {
  const isGone = error.failure.code === 'not-found';
  const restoring = useAct('trash.restore');
  const blocked = useBlock('trash.restore');
  const { data } = useQueryOf(
    'accounts.story',
    { id, kind: 'all', limit: 50 },
    { enabled: isGone },
  );
  if (!isGone) return <CallFailed error={error} onRetry={onRetry} />;
  const removal = data?.items.find(({ kind }) => kind === 'removed');
  // Of whom the same act deleted, only this one: an undo would bring all of them back.
  const restore = () => void restoring.run({ ids: [id] }, { done: 'brought back', name: `#${id}` });
  return (
    <div className={styles['gone']}>
      <h1 className={styles['name']}>Person #{id}</h1>
      <EmptyState
        icon={UserRoundX}
        title={'There is no such account any more.'}
        text={
          removal === undefined
            ? 'Nothing is known of how it went.'
            : (removal.undoBlocked ?? `${removal.title} by ${removal.by ?? 'the site'}.`)
        }
        action={
          (removal?.undoOperationId ?? null) === null ? (
            <Button onClick={onBack}>Back to the list</Button>
          ) : (
            <Button
              variant="primary"
              disabledReason={blocked}
              pending={restoring.pending}
              onClick={restore}
            >
              Bring it back
            </Button>
          )
        }
      />
      {data && data.items.length > 0 && <AccountStory id={id} />}
    </div>
  );
}
