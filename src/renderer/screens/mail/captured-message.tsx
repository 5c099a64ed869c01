import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import { type Looks, USUAL_LOOKS } from '../../app/mail/mail-frame.tsx';
import type { CallError } from '../../query/call-error.ts';
import { useCall } from '../../query/use-call.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { type TabItem, Tabs } from '../../ui/tabs.tsx';
import { MessageFoot } from './captured-foot.tsx';
import { MessageHead, type Neighbours } from './captured-head.tsx';
import { ChecksView, countFaults } from './checks-view.tsx';
import { HtmlView } from './html-view.tsx';
import styles from './mail.module.css';
import { PartsView } from './parts-view.tsx';
import { HeadersView, PlainView, RawView } from './source-views.tsx';
import { TalkView } from './talk-view.tsx';
import { TextView } from './text-view.tsx';
import type { CapturedActs } from './use-captured-acts.ts';
import { useLookedInto } from './use-looked-into.ts';

type View = 'html' | 'text' | 'checks' | 'html-source' | 'headers' | 'parts' | 'raw' | 'talk';

/** A file's address works for an hour. */
const RENEW_MS = 45 * 60_000;

interface CapturedMessageProps {
  readonly id: number;
  readonly acts: CapturedActs;
  readonly neighbours: Neighbours;
  /** Whether a person went to it or looked into it, so that it is read from now on. */
  readonly chosen: boolean;
  /** Somebody looks into its views. */
  readonly onLook: () => void;
  /** The way back to the list, where there is no room for both. */
  readonly onBack: () => void;
}

/** One mail, as its reader would see it and as it came. Going to it marks it as read. */
export function CapturedMessage(props: CapturedMessageProps) {
  const { id, acts, neighbours, chosen, onLook, onBack } = props;
  const { data: mail, error, refetch } = useQueryOf('captured.get', { id });
  // Kept from mail to mail, so that one can go through many in the same view.
  const [view, setView] = useState<View>('html');
  const [looks, setLooks] = useState(USUAL_LOOKS);
  const markAsRead = useEffectEvent((opened: number) => {
    if (mail && !mail.read && acts.blocked === undefined) void acts.markRead([opened], true);
  });
  const isRead = chosen && mail !== undefined;
  useEffect(() => {
    if (isRead) markAsRead(id);
  }, [id, isRead]);
  return (
    <article className={styles['message']} aria-label="Message">
      <div className={styles['back']}>
        <Button variant="quiet" icon={ArrowLeft} onClick={onBack}>
          All mails
        </Button>
      </div>
      {error && <CallFailed error={error} onRetry={() => void refetch()} />}
      {!mail && !error && <SkeletonRows count={10} />}
      {mail && (
        <Message
          {...{ mail, acts, neighbours, looks }}
          wanted={view}
          onView={setView}
          onLooks={setLooks}
          onLook={onLook}
        />
      )}
    </article>
  );
}

interface MessageProps extends Pick<CapturedMessageProps, 'acts' | 'neighbours' | 'onLook'> {
  readonly mail: CapturedMail;
  readonly wanted: View;
  readonly onView: (view: View) => void;
  readonly looks: Looks;
  readonly onLooks: (looks: Looks) => void;
}

function Message(props: MessageProps) {
  const { mail, acts, neighbours, wanted, onView, looks, onLooks, onLook } = props;
  const views = useLookedInto(onLook);
  const files = useFiles(mail.id);
  const { data: checks } = useQueryOf('captured.checks', { id: mail.id });
  const items = viewsOf(mail, checks && countFaults(checks));
  const view = items.some(({ value }) => value === wanted) ? wanted : 'text';
  return (
    <>
      <MessageHead {...{ mail, acts, neighbours, files }} />
      {mail.problem !== null && (
        <Notice tone="warn" title="Not all of this mail could be read.">
          {mail.problem}
        </Notice>
      )}
      <div ref={views} className={styles['views']}>
        <Tabs label="Views of the mail" items={items} value={view} onChange={onView}>
          <div className={styles['body']}>
            {view === 'html' && <HtmlView key={`html ${mail.id}`} {...{ mail, looks, onLooks }} />}
            {view === 'text' && <TextView {...mail} />}
            {view === 'html-source' && (
              <PlainView label="Source of the HTML" text={mail.htmlSource ?? ''} />
            )}
            {view === 'headers' && (
              <HeadersView key={`headers ${mail.id}`} headers={mail.headers} />
            )}
            {view === 'parts' && <PartsView parts={mail.parts} />}
            {view === 'raw' && <RawView id={mail.id} />}
            {view === 'checks' && <ChecksView key={`checks ${mail.id}`} id={mail.id} />}
            {view === 'talk' && <TalkView {...mail} />}
            <MessageFoot
              mail={mail}
              withLinks={view === 'html'}
              checked={checks?.links}
              path={files?.path}
            />
          </div>
        </Tabs>
      </div>
    </>
  );
}

function viewsOf(mail: CapturedMail, faults: number | undefined): readonly TabItem<View>[] {
  return [
    ...(mail.hasHtml ? [{ value: 'html', label: 'HTML' } as const] : []),
    { value: 'text', label: 'Text' },
    ...(mail.hasHtml ? [{ value: 'html-source', label: 'HTML source' } as const] : []),
    { value: 'headers', label: 'Headers', count: mail.headers.length },
    { value: 'parts', label: 'Parts', count: mail.parts.length },
    { value: 'raw', label: 'Raw' },
    { value: 'checks', label: 'Checks', count: faults },
    ...(mail.talk === null ? [] : [{ value: 'talk', label: 'Talk' } as const]),
  ];
}

/** Where the mail's files are; the address soon ends, so another is asked for in time. */
function useFiles(id: number) {
  const ask = useCall();
  const { data } = useQuery<OutputOf<'captured.files'>, CallError>({
    queryKey: ['captured.files', { id }],
    queryFn: () => ask('captured.files', { id }),
    gcTime: 0,
    refetchInterval: RENEW_MS,
    refetchIntervalInBackground: true,
  });
  return data;
}
