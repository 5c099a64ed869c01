import { MailOpen, Trash2 } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';

import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { CallFailed } from '../../app/call-failed.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { type TabItem, Tabs } from '../../ui/tabs.tsx';
import { describeSize } from './describe-size.ts';
import { HtmlView } from './html-view.tsx';
import styles from './mail.module.css';
import { HeadersView, SourceView } from './source-views.tsx';
import { TextView } from './text-view.tsx';
import type { CapturedActs } from './use-captured-acts.ts';

type View = 'html' | 'text' | 'headers' | 'source';

interface CapturedMessageProps {
  readonly id: number;
  readonly acts: CapturedActs;
}

/** One mail, as its reader would see it and as it came. Opening marks it as read. */
export function CapturedMessage({ id, acts }: CapturedMessageProps) {
  const { data: mail, error, refetch } = useQueryOf('captured.get', { id });
  const markAsRead = useEffectEvent((opened: number) => {
    if (mail && !mail.read) void acts.markRead([opened], true);
  });
  const loaded = mail !== undefined;
  useEffect(() => {
    if (loaded) markAsRead(id);
  }, [id, loaded]);
  return (
    <article className={styles['message']} aria-label="Message">
      {error && <CallFailed error={error} onRetry={() => void refetch()} />}
      {!mail && !error && <SkeletonRows count={10} />}
      {mail && <Message mail={mail} acts={acts} />}
    </article>
  );
}

function Message({ mail, acts }: { readonly mail: CapturedMail; readonly acts: CapturedActs }) {
  const [wanted, setWanted] = useState<View>('html');
  const view = wanted === 'html' && !mail.hasHtml ? 'text' : wanted;
  const items: readonly TabItem<View>[] = [
    ...(mail.hasHtml ? [{ value: 'html', label: 'HTML' } as const] : []),
    { value: 'text', label: 'Text' },
    { value: 'headers', label: 'Headers', count: mail.headers.length },
    { value: 'source', label: 'Source' },
  ];
  return (
    <>
      <MessageHead mail={mail} acts={acts} />
      {mail.problem !== null && (
        <Notice tone="warn" title="This mail is damaged.">
          {mail.problem}
        </Notice>
      )}
      <Tabs label="Views of the mail" items={items} value={view} onChange={setWanted}>
        <div className={styles['body']}>
          {view === 'html' && <HtmlView id={mail.id} />}
          {view === 'text' && <TextView text={mail.text ?? ''} links={mail.links} />}
          {view === 'headers' && <HeadersView headers={mail.headers} />}
          {view === 'source' && <SourceView id={mail.id} />}
          {view === 'html' && <Links links={mail.links} />}
          <Attachments attachments={mail.attachments} />
        </div>
      </Tabs>
    </>
  );
}

function MessageHead({ mail, acts }: { readonly mail: CapturedMail; readonly acts: CapturedActs }) {
  return (
    <header className={styles['head']}>
      <div className={styles['titles']}>
        <h2 className={styles['subject']}>
          <bdi>{mail.subject || 'No subject'}</bdi>
        </h2>
        <p className={styles['people']}>
          From <bdi>{mail.from || mail.envelopeFrom}</bdi> to{' '}
          <bdi>{mail.to || mail.envelopeTo.join(', ')}</bdi>
        </p>
        <p className={styles['people']}>
          <RelativeTime at={mail.receivedAt} /> · {describeSize(mail.size)}
        </p>
      </div>
      <div className={styles['actions']}>
        <IconButton
          icon={MailOpen}
          label={mail.read ? 'Mark as unread' : 'Mark as read'}
          keys="u"
          onClick={() => void acts.markRead([mail.id], !mail.read)}
        />
        <IconButton
          icon={Trash2}
          label="Delete the mail"
          keys="Delete"
          tone="danger"
          onClick={() => void acts.remove(mail.id)}
        />
      </div>
    </header>
  );
}

function Links({ links }: Pick<CapturedMail, 'links'>) {
  if (links.length === 0) return null;
  return (
    <section className={styles['below']} aria-label="Links">
      <h3 className={styles['heading']}>Links in this mail</h3>
      <ul>
        {links.map(({ href }) => (
          <li key={href}>
            <a className={styles['link']} href={href} target="_blank" rel="noopener noreferrer">
              {href}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Attachments({ attachments }: Pick<CapturedMail, 'attachments'>) {
  if (attachments.length === 0) return null;
  return (
    <section className={styles['below']} aria-label="Attachments">
      <h3 className={styles['heading']}>Attachments</h3>
      <ul>
        {attachments.map(({ index, filename, contentType, size }) => (
          <li key={index}>
            <bdi>{filename}</bdi>{' '}
            <span className={styles['quiet']}>
              {contentType}, {describeSize(size)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
