import { useState } from 'react';

import type { StoryItem } from '../../../shared/contract/story.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { useWriteBlock } from '../../app/acts/use-write-block.ts';
import { Button } from '../../ui/button.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import styles from '../../app/people/account.module.css';

/** The way back from an administrator's act, or why there is none. */
export function StoryUndo({ item }: { readonly item: StoryItem }) {
  const { undoOperationId: id, undoBlocked } = item;
  const acts = useActs();
  const blocked = useWriteBlock();
  const [refused, setRefused] = useState<string | null>(null);
  if (undoBlocked !== null) return <span className={styles['no-undo']}>{undoBlocked}</span>;
  if (refused !== null) return <span className={styles['no-undo']}>Not taken back. {refused}</span>;
  if (id === null) return null;
  return (
    <Button
      size="small"
      variant="quiet"
      aria-label={`Undo: ${showTurns(item.title)}`}
      disabledReason={blocked}
      onClick={() => void acts.undo(id).then(setRefused)}
    >
      Undo
    </Button>
  );
}
