import { Ban, Send } from 'lucide-react';
import { useState } from 'react';

import type { OutboxRow, OutboxState } from '../../../shared/contract/mail.ts';
import type { Action } from '../../app/actions.tsx';
import { useActs } from '../../app/acts.tsx';
import { useWriteBlock } from '../../app/use-write-block.ts';
import { useCommand } from '../../query/use-command.ts';
import { useToasts } from '../../ui/toast.tsx';

const group = 'Outbox';

const UNSENDABLE: Readonly<Partial<Record<OutboxState, string>>> = {
  sending: 'It is being sent.',
  sent: 'It has been sent.',
  expired: 'The link inside has ended. Send a new mail from Pending.',
};

/** What can be done with a mail in the outbox. An uncertain one is sent again only on a second word. */
export function useOutboxActs() {
  const { show } = useToasts();
  const { refuse } = useActs();
  const blocked = useWriteBlock();
  const sending = useCommand('outbox.sendNow');
  const cancelling = useCommand('outbox.cancel');
  const [doubtful, setDoubtful] = useState<number | null>(null);

  const sendAt = async (id: number) => {
    try {
      const { queued } = await sending.run({ ids: [id] });
      if (queued > 0) show({ tone: 'ok', title: 'The mail leaves now.' });
      else show({ tone: 'warn', title: 'This mail can’t be sent any more.' });
    } catch (error) {
      refuse(error);
    }
  };
  const send = (row: OutboxRow) => {
    if (row.state === 'uncertain') setDoubtful(row.id);
    else void sendAt(row.id);
  };
  const cancel = async (row: OutboxRow) => {
    try {
      const { cancelled } = await cancelling.run({ ids: [row.id] });
      const gone = { tone: 'warn', title: 'The mail had already left.' } as const;
      const done = {
        tone: 'ok',
        title: 'The mail was cancelled.',
        action: { label: 'Send after all', onClick: () => void sendAt(row.id) },
      } as const;
      show(cancelled > 0 ? done : gone);
    } catch (error) {
      refuse(error);
    }
  };
  const sendBlocked = (row: OutboxRow) => blocked ?? UNSENDABLE[row.state];
  const cancelBlocked = (row: OutboxRow) =>
    blocked ??
    (row.state === 'queued' || row.state === 'deferred' ? undefined : 'It is not waiting.');

  const actions = (row: OutboxRow | undefined): readonly Action[] => {
    if (row === undefined) return [];
    return [
      {
        id: 'outbox.send',
        group,
        label: sendLabel(row),
        icon: Send,
        keys: 'm',
        bar: 'send',
        disabledReason: sendBlocked(row),
        run: () => send(row),
      },
      {
        id: 'outbox.cancel',
        group,
        label: 'Cancel the mail',
        icon: Ban,
        keys: 'Delete',
        bar: 'cancel',
        disabledReason: cancelBlocked(row),
        run: () => void cancel(row),
      },
    ];
  };
  return {
    send,
    cancel,
    sendBlocked,
    cancelBlocked,
    actions,
    doubtful,
    dropDoubt: () => setDoubtful(null),
    sendDoubtful: () => {
      if (doubtful !== null) void sendAt(doubtful);
      setDoubtful(null);
    },
  };
}

export type OutboxActs = ReturnType<typeof useOutboxActs>;

/** What sending is called for a mail in this state. */
export function sendLabel({ state }: OutboxRow): string {
  return state === 'queued' || state === 'deferred' ? 'Send now' : 'Send again';
}
