import { Ban, Send } from 'lucide-react';

import type { OutboxRow } from '../../../shared/contract/mail.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { OutboxBadge } from './outbox-columns.tsx';
import { type OutboxActs, sendLabel } from './use-outbox-acts.ts';

interface OutboxPanelProps {
  readonly row: OutboxRow;
  readonly acts: OutboxActs;
  readonly onClose: () => void;
}

/** Everything about one mail: what became of it, why, in the server's words, and what to do. */
export function OutboxPanel({ row, acts, onClose }: OutboxPanelProps) {
  const bad = row.state === 'failed' || row.state === 'uncertain' || row.state === 'expired';
  return (
    <Panel
      storageKey="outbox"
      label={`Mail to ${row.to}`}
      title={<bdi>{row.subject}</bdi>}
      subtitle={<bdi>{row.to}</bdi>}
      onClose={onClose}
      footer={
        <>
          <Button icon={Send} disabledReason={acts.sendBlocked(row)} onClick={() => acts.send(row)}>
            {sendLabel(row)}
          </Button>
          <Button
            icon={Ban}
            disabledReason={acts.cancelBlocked(row)}
            onClick={() => void acts.cancel(row)}
          >
            Cancel
          </Button>
        </>
      }
    >
      {(row.why !== '' || row.advice !== null) && (
        <Notice tone={bad ? 'danger' : 'neutral'} title={row.why}>
          {row.advice}
        </Notice>
      )}
      <Facts
        items={[
          { label: 'State', value: <OutboxBadge row={row} /> },
          { label: 'To', value: <bdi>{row.to}</bdi>, copy: row.to },
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
    </Panel>
  );
}

function destinationOf({ destination }: OutboxRow): string {
  if (destination === '') return 'wherever mail goes when it leaves';
  return destination === 'capture' ? 'the capture server here' : destination;
}
