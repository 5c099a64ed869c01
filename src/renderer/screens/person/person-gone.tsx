import { UserRoundX } from 'lucide-react';

import { CallFailed } from '../../app/acts/call-failed.tsx';
import type { CallError } from '../../query/call-error.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { AccountStory } from '../users/account-story.tsx';
import styles from '../users/person.module.css';
import { useRemoval } from '../users/use-removal.ts';

interface PersonGoneProps {
  readonly id: number;
  /** Their user name, when they were there a moment ago. */
  readonly username: string | undefined;
  readonly error: CallError;
  readonly onRetry: () => void;
  readonly onBack: () => void;
}

/** In place of somebody who is not there any more: their story stays, and the way back if there is one. */
export function PersonGone({ id, username, error, onRetry, onBack }: PersonGoneProps) {
  const isGone = error.failure.code === 'not-found';
  const gone = useRemoval(id, isGone, username);
  if (!isGone) return <CallFailed error={error} onRetry={onRetry} />;
  const { name, removal, story } = gone;
  return (
    <div className={styles['gone']}>
      <h1 className={styles['name']}>
        {name === undefined ? `Person #${id}` : <ForeignText>{name}</ForeignText>}
      </h1>
      <EmptyState
        icon={UserRoundX}
        title={'There is no such account any more.'}
        text={
          removal === undefined
            ? 'Nothing is known of how it went.'
            : (removal.undoBlocked ?? `${removal.title} by ${removal.by ?? 'the site'}.`)
        }
        action={
          gone.canReturn ? (
            <Button
              variant="primary"
              disabledReason={gone.blocked}
              pending={gone.pending}
              onClick={gone.restore}
            >
              Bring it back
            </Button>
          ) : (
            <Button onClick={onBack}>Back to the list</Button>
          )
        }
      />
      {story && story.items.length > 0 && <AccountStory id={id} />}
    </div>
  );
}
