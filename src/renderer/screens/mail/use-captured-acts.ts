import { MailOpen, Trash2 } from 'lucide-react';

import type { CapturedRow } from '../../../shared/contract/mail.ts';
import type { Action } from '../../app/actions.tsx';
import { useActs } from '../../app/acts.tsx';
import { counted } from '../../app/counted.ts';
import { useCall } from '../../query/use-call.ts';
import { useCommand } from '../../query/use-command.ts';
import { useToasts } from '../../ui/toast.tsx';

const group = 'Captured mail';

/**
 * What can be done with captured mails; a deletion offers the way back.
 *
 * @param onRemoved After a mail was deleted.
 */
export function useCapturedActs(onRemoved: (id: number) => void) {
  const { show } = useToasts();
  const { refuse } = useActs();
  const ask = useCall();
  const marking = useCommand('captured.markRead');
  const deleting = useCommand('captured.delete');
  const restoring = useCommand('captured.restore');

  const markRead = (ids: readonly number[], read: boolean) =>
    marking.run({ ids: [...ids], read }).catch(refuse);

  const remove = async (id: number) => {
    try {
      const { deleted } = await deleting.run({ ids: [id] });
      onRemoved(id);
      const undo = () => void restoring.run({ ids: [id] }).catch(refuse);
      const title = `${counted(deleted, 'mail')} deleted.`;
      show({ tone: 'ok', title, action: { label: 'Undo', onClick: undo } });
    } catch (error) {
      refuse(error);
    }
  };

  const readAll = async (filter: { readonly search: string; readonly unreadOnly: boolean }) => {
    try {
      const { rows } = await ask('captured.list', {
        ...filter,
        unreadOnly: true,
        offset: 0,
        limit: 500,
      });
      if (rows.length === 0) return;
      await markRead(
        rows.map(({ id }) => id),
        true,
      );
    } catch (error) {
      refuse(error);
    }
  };

  const actions = (row: CapturedRow | undefined): readonly Action[] => {
    if (row === undefined) return [];
    return [
      {
        id: 'captured.read',
        group,
        label: row.read ? 'Mark as unread' : 'Mark as read',
        icon: MailOpen,
        keys: 'u',
        bar: row.read ? 'unread' : 'read',
        run: () => void markRead([row.id], !row.read),
      },
      {
        id: 'captured.delete',
        group,
        label: 'Delete the mail',
        icon: Trash2,
        keys: 'Delete',
        bar: 'delete',
        run: () => void remove(row.id),
      },
    ];
  };
  return { markRead, remove, readAll, actions };
}

export type CapturedActs = ReturnType<typeof useCapturedActs>;
