import { AtSign, Ban, Inbox, MailOpen, MailPlus, Play, Send } from 'lucide-react';

import type { OutboxRow } from '../../../shared/contract/outbox.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { Button } from '../../ui/button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import type { Tone } from '../../ui/tone.ts';
import { whoOf } from './outbox-columns.tsx';
import { OutboxFacts } from './outbox-facts.tsx';
import { OutboxSteps } from './outbox-steps.tsx';
import {
  cancelLabel,
  FAILED,
  type OutboxActs,
  sendLabel,
  whyNotCaptured,
} from './use-outbox-acts.ts';

interface OutboxPanelProps {
  readonly row: OutboxRow;
  readonly acts: OutboxActs;
  readonly onClose: () => void;
}

/** Everything about one mail: what became of it, why, in the server's words, and what to do. */
export function OutboxPanel({ row, acts, onClose }: OutboxPanelProps) {
  const keymap = useKeymap();
  const target = { ids: [row.id], row };
  const correctBlocked = acts.correctBlocked(target);
  const asksWhetherMeant = row.meant !== null && !isOver(row);
  return (
    <Panel
      storageKey="outbox"
      label={`Mail to ${showTurns(whoOf(row.to))}`}
      title={<ForeignText>{row.subject}</ForeignText>}
      subtitle={<ForeignText>{whoOf(row.to)}</ForeignText>}
      onClose={onClose}
      footer={
        <>
          {row.state === 'held' ? (
            <Button
              variant="primary"
              icon={Play}
              keys={keymap['outbox.release']}
              disabledReason={acts.releaseBlocked(target)}
              onClick={() => void acts.release(target.ids)}
            >
              Release
            </Button>
          ) : (
            <Button
              icon={Send}
              keys={keymap['outbox.send']}
              disabledReason={acts.sendBlocked(target)}
              onClick={() => acts.sendTarget(target)}
            >
              {sendLabel(row)}
            </Button>
          )}
          {(row.state === 'failed' || row.state === 'uncertain') && (
            <Button
              variant={asksWhetherMeant && correctBlocked === undefined ? 'primary' : 'secondary'}
              icon={AtSign}
              keys={keymap['outbox.correct']}
              disabledReason={correctBlocked}
              onClick={() => acts.correct(row)}
            >
              Correct address
            </Button>
          )}
          {row.state === 'expired' && (
            <Button
              variant="primary"
              icon={MailPlus}
              keys={keymap['outbox.renew']}
              disabledReason={acts.renewBlocked(target)}
              onClick={() => void acts.renew(row)}
            >
              Send a new one
            </Button>
          )}
          <Button icon={MailOpen} keys={keymap['outbox.read']} onClick={() => acts.read(row)}>
            Read
          </Button>
          {whyNotCaptured(row) === undefined && (
            <Button
              icon={Inbox}
              keys={keymap['outbox.captured']}
              onClick={() => void acts.showCaptured(row.id)}
            >
              Show in captured mail
            </Button>
          )}
          {acts.cancelBlocked(target) === undefined && (
            <Button
              icon={Ban}
              keys={keymap['outbox.cancel']}
              onClick={() => void acts.cancel(target.ids)}
            >
              {cancelLabel(row)}
            </Button>
          )}
        </>
      }
    >
      {(row.why !== '' || row.advice !== null) && (
        <Notice tone={toneOf(row)} title={showTurns(row.why)}>
          {adviceOf(row)}
          {asksWhetherMeant && (
            <>
              {' '}
              Was <ForeignText>{row.meant ?? ''}</ForeignText> meant?
            </>
          )}
        </Notice>
      )}
      <OutboxFacts row={row} />
      <OutboxSteps id={row.id} />
    </Panel>
  );
}

/** Whether nothing is to be done about a mail any more, though it did not arrive. */
function isOver({ overtaken, dismissed }: OutboxRow): boolean {
  return overtaken !== null || dismissed;
}

function adviceOf(row: OutboxRow): string | null {
  if (row.overtaken !== null) return `Nothing to do. ${row.overtaken}`;
  if (row.dismissed) return 'It was dismissed: nothing asks about it any more.';
  return row.advice;
}

function toneOf(row: OutboxRow): Tone {
  if (row.state === 'held') return 'warn';
  return FAILED.includes(row.state) && !isOver(row) ? 'danger' : 'neutral';
}
