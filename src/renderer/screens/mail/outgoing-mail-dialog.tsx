import { useQuery } from '@tanstack/react-query';
import { MailX } from 'lucide-react';
import { useRef, useState } from 'react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import type { OutboxRow } from '../../../shared/contract/outbox.ts';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import { type Looks, LooksBar, MailFrame, USUAL_LOOKS } from '../../app/mail/mail-frame.tsx';
import type { CallError } from '../../query/call-error.ts';
import { useCall } from '../../query/use-call.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import styles from './mail.module.css';
import { whoOf } from './outbox-columns.tsx';
import { HeadersView, PlainView } from './source-views.tsx';

interface OutgoingMailDialogProps {
  readonly row: OutboxRow;
  readonly onClose: () => void;
}

/** A mail of the outbox as its reader will see it. Nothing of it leads anywhere. */
export function OutgoingMailDialog({ row, onClose }: OutgoingMailDialogProps) {
  const { data, error, refetch } = useOutgoing(row.id);
  // Not the button that closes it: Escape would take away its tooltip first.
  const body = useRef<HTMLDivElement>(null);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="large"
      initialFocus={body}
      title={<ForeignText>{row.subject}</ForeignText>}
      description={
        <>
          To <ForeignText>{whoOf(row.to)}</ForeignText>
        </>
      }
    >
      <div ref={body} className={styles['outgoing']} tabIndex={-1}>
        {error && <CallFailed error={error} onRetry={() => void refetch()} />}
        {!data && !error && <SkeletonRows count={10} />}
        {data?.reason != null && <EmptyState icon={MailX} title={data.reason} />}
        {data?.mail && <OutgoingMail {...data.mail} />}
      </div>
    </Dialog>
  );
}

type View = 'html' | 'text' | 'headers';

function OutgoingMail({ path, text, headers }: NonNullable<OutputOf<'outbox.read'>['mail']>) {
  const [view, setView] = useState<View>(path === null ? 'text' : 'html');
  const [looks, setLooks] = useState<Looks>(USUAL_LOOKS);
  return (
    <Tabs
      label="Views of the mail"
      items={[
        ...(path === null ? [] : [{ value: 'html', label: 'HTML' } as const]),
        { value: 'text', label: 'Text' },
        { value: 'headers', label: 'Headers', count: headers.length },
      ]}
      value={view}
      onChange={setView}
    >
      {view === 'html' && path !== null && (
        <>
          <LooksBar {...{ looks }} onLooks={setLooks} />
          <MailFrame {...{ path, looks }} />
        </>
      )}
      {view === 'text' && <PlainView label="Text of the mail" text={text} />}
      {view === 'headers' && <HeadersView headers={headers} />}
    </Tabs>
  );
}

/** A preview's address soon ends, so one is asked for at each look and never kept. */
function useOutgoing(id: number) {
  const ask = useCall();
  return useQuery<OutputOf<'outbox.read'>, CallError>({
    queryKey: ['outbox.read', { id }],
    queryFn: () => ask('outbox.read', { id }),
    gcTime: 0,
  });
}
