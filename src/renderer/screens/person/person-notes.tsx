import { PenLine, StickyNote, Trash2 } from 'lucide-react';

import type { AccountRow } from '../../../shared/contract/accounts.ts';
import type { AccountNote } from '../../../shared/contract/person.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { PartFailed } from '../../app/acts/call-failed.tsx';
import { useAct } from '../../app/acts/use-act.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { PersonSection } from '../users/person-section.tsx';
import styles from '../users/person.module.css';
import type { UserActs } from '../users/use-user-acts.ts';

interface PersonNotesProps {
  readonly account: Pick<AccountRow, 'id' | 'username'>;
  readonly acts: UserActs;
  readonly blocked: string | undefined;
}

/** What administrators wrote down about somebody. */
export function PersonNotes({ account, acts, blocked }: PersonNotesProps) {
  const keymap = useKeymap();
  const { data, error, refetch } = useQueryOf('accounts.notes', { id: account.id });
  const removing = useAct('accounts.deleteNote');
  const { username } = account;
  const remove = ({ id }: AccountNote) =>
    void removing.run({ noteId: id }, { done: 'deleted', name: `A note on ${username}` });
  return (
    <PersonSection
      title="Notes"
      action={
        <Button
          size="small"
          variant="quiet"
          icon={StickyNote}
          keys={keymap.note}
          disabledReason={blocked}
          onClick={() => acts.open({ kind: 'note', account, note: null })}
        >
          Add
        </Button>
      }
    >
      {data?.notes.length === 0 && (
        <p className={styles['none']}>None. A note is for the administrators only.</p>
      )}
      {data?.notes.map((note) => (
        <article key={note.id} className={styles['note']}>
          <p className={styles['text']} dir="auto">
            {note.text}
          </p>
          <footer className={styles['signed']}>
            <span>
              <ForeignText>{note.author}</ForeignText>, <RelativeTime at={note.createdAt} />
              {note.editedAt !== null && (
                <>
                  , changed <RelativeTime at={note.editedAt} />
                  {note.editedBy !== null && note.editedBy !== note.author && (
                    <>
                      {' '}
                      by <ForeignText>{note.editedBy}</ForeignText>
                    </>
                  )}
                </>
              )}
            </span>
            <IconButton
              icon={PenLine}
              label="Change the note"
              size="small"
              disabledReason={blocked}
              onClick={() => acts.open({ kind: 'note', account, note })}
            />
            <IconButton
              icon={Trash2}
              label="Delete the note"
              size="small"
              disabledReason={blocked}
              onClick={() => remove(note)}
            />
          </footer>
        </article>
      ))}
      {!data &&
        (error ? (
          <PartFailed error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows count={1} />
        ))}
    </PersonSection>
  );
}
