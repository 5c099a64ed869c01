import { AtSign, Ban, Inbox, MailOpen, MailPlus, Play, Send } from 'lucide-react';
import { useState } from 'react';

import type { OutboxRow, OutboxState } from '../../../shared/contract/outbox.ts';
import type { Action } from '../../app/keys/actions.tsx';
import { counted } from '../../app/counted.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useWriteBlock } from '../../app/acts/use-write-block.ts';
import { useOutboxCommands } from './use-outbox-commands.ts';
import { useShowCaptured } from './use-show-captured.ts';

const group = 'Outbox';

const ONE_AT_A_TIME = 'One mail at a time: clear the selection.';
const UNSENDABLE: Readonly<Partial<Record<OutboxState, string>>> = {
  sending: 'It is being sent.',
  sent: 'It has been sent.',
  expired: 'The link inside has ended. Send a new one.',
};
/** What can still be cancelled. */
export const UNSENT: readonly OutboxState[] = ['held', 'queued', 'deferred'];
/** What can be dismissed. */
export const FAILED: readonly OutboxState[] = ['failed', 'uncertain', 'expired'];

/** Which mails an act is about: the selection, or else the one that is active. */
export interface OutboxTarget {
  readonly ids: readonly number[];
  /** The mail, when it is one and known. */
  readonly row: OutboxRow | undefined;
}

/** What can be done with mails in the outbox. An uncertain one is sent again only on a second word. */
export function useOutboxActs(onDone: () => void) {
  const blocked = useWriteBlock();
  const { release, cancel, sendAt, renew } = useOutboxCommands(onDone);
  const showCaptured = useShowCaptured();
  const [doubtful, setDoubtful] = useState<number | null>(null);
  const [correcting, setCorrecting] = useKept<OutboxRow | null>('mail to correct', null);
  const correct = (row: OutboxRow) => setCorrecting({ ...row });
  const [reading, setReading] = useState<OutboxRow | null>(null);

  const send = (row: OutboxRow) => {
    if (row.state === 'uncertain') setDoubtful(row.id);
    else void sendAt([row.id]);
  };
  const sendBlocked = ({ row }: OutboxTarget) =>
    blocked ?? row?.overtaken ?? (row && UNSENDABLE[row.state]);
  /** Sends the mail there is, or of many those that surely have not arrived. */
  const sendTarget = ({ ids, row }: OutboxTarget) => {
    if (row) send(row);
    else void sendAt(ids, { sparing: true });
  };
  const correctBlocked = ({ row }: OutboxTarget) => blocked ?? whyNoSignUp(row, 'correct');
  const renewBlocked = ({ row }: OutboxTarget) => blocked ?? whyNoSignUp(row, 'renew');
  const cancelBlocked = ({ row }: OutboxTarget) => blocked ?? (row && whyNotCancelled(row));
  const releaseBlocked = ({ row }: OutboxTarget) =>
    blocked ?? (row && row.state !== 'held' ? 'It is not held.' : undefined);

  const actions = (target: OutboxTarget | null): readonly Action[] => {
    if (target === null) return [];
    const { ids, row } = target;
    const about = row ? 'the mail' : counted(ids.length, 'mail');
    return [
      {
        id: 'outbox.read',
        group,
        label: 'Read the mail',
        icon: MailOpen,
        bar: 'read',
        disabledReason: row ? undefined : ONE_AT_A_TIME,
        run: () => row && setReading(row),
      },
      {
        id: 'outbox.captured',
        group,
        label: 'Show in captured mail',
        icon: Inbox,
        disabledReason: row ? whyNotCaptured(row) : ONE_AT_A_TIME,
        run: () => row && void showCaptured(row.id),
      },
      {
        id: 'outbox.release',
        group,
        label: `Release ${about}`,
        icon: Play,
        bar: 'release',
        disabledReason: releaseBlocked(target),
        run: () => void release(ids),
      },
      {
        id: 'outbox.send',
        group,
        label: sendLabel(row),
        plainLabel: sendLabel(row),
        icon: Send,
        bar: 'send',
        disabledReason: sendBlocked(target),
        run: () => sendTarget(target),
      },
      {
        id: 'outbox.correct',
        group,
        label: 'Correct the address and send again',
        icon: AtSign,
        bar: 'correct',
        disabledReason: correctBlocked(target),
        run: () => row && correct(row),
      },
      {
        id: 'outbox.renew',
        group,
        label: 'Send a new one',
        icon: MailPlus,
        disabledReason: renewBlocked(target),
        run: () => row && void renew(row),
      },
      {
        id: 'outbox.cancel',
        group,
        label: `${cancelLabel(row)} ${about}`,
        plainLabel: cancelLabel(row),
        icon: Ban,
        bar: cancelLabel(row).toLowerCase(),
        disabledReason: cancelBlocked(target),
        run: () => void cancel(ids),
      },
    ];
  };
  return {
    release,
    cancel,
    send,
    sendTarget,
    renew,
    showCaptured,
    reading,
    read: setReading,
    correcting,
    correct,
    /** Closes the dialog that is open, and none that was opened in its place. */
    dropCorrection: () => setCorrecting((now) => (now === correcting ? null : now)),
    sendBlocked,
    correctBlocked,
    renewBlocked,
    cancelBlocked,
    releaseBlocked,
    actions,
    doubtful,
    dropDoubt: () => setDoubtful(null),
    sendDoubtful: () => {
      if (doubtful !== null) void sendAt([doubtful]);
      setDoubtful(null);
    },
  };
}

export type OutboxActs = ReturnType<typeof useOutboxActs>;

/** Why an act on the sign-up behind a mail is impossible, or undefined. */
function whyNoSignUp(row: OutboxRow | undefined, act: 'correct' | 'renew'): string | undefined {
  if (row === undefined) return ONE_AT_A_TIME;
  if (row.overtaken !== null) return row.overtaken;
  if (row.kind !== 'activation' || row.accountId === null) {
    return 'Only for activation mails: others are written anew where they come from.';
  }
  if (act === 'renew' && row.state === 'sending') return 'It is being sent.';
  return undefined;
}

function whyNotCancelled(row: OutboxRow): string | undefined {
  if (row.dismissed) return 'It is dismissed already.';
  return UNSENT.includes(row.state) || FAILED.includes(row.state)
    ? undefined
    : 'It neither waits nor failed.';
}

/** Why a mail is not in the captured mail, or undefined where it came there. */
export function whyNotCaptured({ state, destination }: OutboxRow): string | undefined {
  return state === 'sent' && destination === 'capture' ? undefined : 'It was not captured.';
}

/** What taking a mail off the list of what is to be done is called. */
export function cancelLabel(row: OutboxRow | undefined): string {
  if (row === undefined) return 'Cancel or dismiss';
  return FAILED.includes(row.state) ? 'Dismiss' : 'Cancel';
}

/** What sending is called for a mail in this state. */
export function sendLabel(row: OutboxRow | undefined): string {
  return row === undefined || UNSENT.includes(row.state) ? 'Send now' : 'Send again';
}
