import { ScanEye } from 'lucide-react';

import type { StoryItem } from '../../../shared/contract/accounts.ts';
import { useActs } from '../../app/acts.tsx';
import { useWriteBlock } from '../../app/use-write-block.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { FieldChanges } from './field-changes.tsx';
import styles from './account.module.css';

/** What happened to a person, newest first, each act with its way back. */
export function AccountStory({ story }: { readonly story: readonly StoryItem[] }) {
  const acts = useActs();
  const blocked = useWriteBlock();
  return (
    <section className={styles['section']} aria-label="Story">
      <h3 className={styles['heading']}>Story</h3>
      <Timeline
        items={story.map((item, index) => ({
          id: `${index} ${item.at}`,
          at: item.at,
          tone: item.tone,
          title: (
            <>
              {item.kind === 'fetched' && <FetchedMark />}
              <bdi>{item.title}</bdi>
              {item.by !== null && (
                <span className={styles['by']}>
                  {' '}
                  by <bdi>{item.by}</bdi>
                </span>
              )}
            </>
          ),
          detail: detailOf(item),
          action: item.undoOperationId !== null && (
            <Button
              size="small"
              variant="quiet"
              disabledReason={blocked}
              onClick={() => void acts.undo(item.undoOperationId ?? 0)}
            >
              Undo
            </Button>
          ),
        }))}
      />
    </section>
  );
}

/** A link that was looked at is no act of a person yet: mail scanners do it too. */
function FetchedMark() {
  return (
    <span className={styles['mark']}>
      <Icon glyph={ScanEye} size={12} />
    </span>
  );
}

function detailOf({ detail, changes }: StoryItem) {
  if (detail === null && changes.length === 0) return undefined;
  return (
    <>
      {detail}
      <FieldChanges fields={changes} />
    </>
  );
}
