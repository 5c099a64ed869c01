import { AtSign, Ban, MailPlus, Play, Send } from 'lucide-react';

import type { OutboxRow } from '../../../shared/contract/outbox.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { Tone } from '../../ui/tone.ts';
import { OutboxBadge, whoOf } from './outbox-columns.tsx';
import { OutboxSteps } from './outbox-steps.tsx';
import { type OutboxActs, sendLabel, UNSENT } from './use-outbox-acts.ts';

interface OutboxPanelProps {
  readonly row: OutboxRow;
  readonly acts: OutboxActs;
  readonly onClose: () => void;
}

/** Everything about one mail: what became of it, why, in the server's words, and what to do. */
export function OutboxPanel({ row, acts, onClose }: OutboxPanelProps) {
  const target = { ids: [row.id], row };
  return (
    <Panel
      storageKey="outbox"
      label={`Mail to ${whoOf(row.to)}`}
      title={<bdi>{row.subject}</bdi>}
      subtitle={<bdi>{whoOf(row.to)}</bdi>}
      onClose={onClose}
      footer={
        <>
          {row.state === 'held' ? (
            <Button
              variant="primary"
              icon={Play}
              keys="l"
              disabledReason={acts.releaseBlocked(target)}
              onClick={() => void acts.release(target.ids)}
            >
              Release
            </Button>
          ) : (
            <Button
              icon={Send}
              keys="m"
              disabledReason={acts.sendBlocked(target)}
              onClick={() => acts.sendTarget(target)}
            >
              {sendLabel(row)}
            </Button>
          )}
          {(row.state === 'failed' || row.state === 'uncertain') && (
            <Button
              icon={AtSign}
              keys="e"
              disabledReason={acts.correctBlocked(target)}
              onClick={() => acts.correct(row)}
            >
              Correct address
            </Button>
          )}
          {row.state === 'expired' && (
            <Button
              variant="primary"
              icon={MailPlus}
              keys="n"
              disabledReason={acts.renewBlocked(target)}
              onClick={() => void acts.renew(row)}
            >
              Send a new one
            </Button>
          )}
          {UNSENT.includes(row.state) && (
            <Button
              icon={Ban}
              keys="Delete"
              disabledReason={acts.cancelBlocked(target)}
              onClick={() => void acts.cancel(target.ids)}
            >
              Cancel
            </Button>
          )}
        </>
      }
    >
      {(row.why !== '' || row.advice !== null) && (
        <Notice tone={toneOf(row)} title={row.why}>
          {row.advice}
          {row.meant !== null && (
            <>
              {' '}
              Was <bdi>{row.meant}</bdi> meant?
            </>
          )}
        </Notice>
      )}
      <Facts
        items={[
          { label: 'State', value: <OutboxBadge row={row} /> },
          { label: 'To', value: <bdi>{whoOf(row.to)}</bdi>, copy: row.to || undefined },
          { label: 'Goes to', value: destinationOf(row) },
          { label: 'Written', value: <RelativeTime at={row.createdAt} /> },
          ...(row.nextAttemptAt === null
            ? []
            : [{ label: 'Next try', value: <RelativeTime at={row.nextAttemptAt} /> }]),
          ...(row.finishedAt === null
            ? []
            : [{ label: 'Ended', value: <RelativeTime at={row.finishedAt} /> }]),
          { label: 'Attempts', value: row.attempts.toLocaleString('en-GB') },
          ...(row.reply === null
            ? []
            : [
                {
                  label: 'The server said',
                  value: <bdi>{row.reply}</bdi>,
                  copy: row.reply,
                  mono: true,
                },
              ]),
        ]}
      />
      <OutboxSteps id={row.id} />
    </Panel>
  );
}

function toneOf({ state }: OutboxRow): Tone {
  if (state === 'held') return 'warn';
  return state === 'failed' || state === 'uncertain' || state === 'expired' ? 'danger' : 'neutral';
}

function destinationOf({ destination }: OutboxRow): string {
  if (destination === '') return 'wherever mail goes when it leaves';
  return destination === 'capture' ? 'the capture server here' : destination;
}
