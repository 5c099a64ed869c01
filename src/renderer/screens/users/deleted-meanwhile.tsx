import { isolated } from '../../app/counted.ts';
import type { CallError } from '../../query/call-error.ts';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useRemoval } from './use-removal.ts';

interface DeletedMeanwhileProps {
  readonly id: number;
  readonly username: string | undefined;
  /** Of the newest reading of the account. */
  readonly error: CallError | null;
}

/** In a form about somebody whom another one has deleted: who and when, and the way back. */
export function DeletedMeanwhile({ id, username, error }: DeletedMeanwhileProps) {
  const isGone = error?.failure.code === 'not-found';
  const { name, removal, restore, canReturn, blocked } = useRemoval(id, isGone, username);
  if (!isGone) return null;
  return (
    <Notice
      tone="danger"
      title={`${isolated(name ?? `#${id}`)} has been deleted meanwhile.`}
      action={
        canReturn && blocked === undefined ? { label: 'Bring back', onClick: restore } : undefined
      }
    >
      {removal && (
        <>
          {removal.title} by {isolated(removal.by ?? 'the site')}, <RelativeTime at={removal.at} />
          .{' '}
        </>
      )}
      What you typed is still here.
    </Notice>
  );
}
