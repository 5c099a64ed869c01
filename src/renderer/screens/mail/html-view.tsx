import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { counted } from '../../app/counted.ts';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import { type Looks, LooksBar, MailFrame } from '../../app/mail/mail-frame.tsx';
import frame from '../../app/mail/mail-frame.module.css';
import type { CallError } from '../../query/call-error.ts';
import { useCall } from '../../query/use-call.ts';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './mail.module.css';

interface HtmlViewProps {
  readonly mail: Pick<CapturedMail, 'id' | 'htmlSource'>;
  readonly looks: Looks;
  readonly onLooks: (looks: Looks) => void;
}

/**
 * The HTML part in a frame without script, network or origin, as wide and as dark as a reader's
 * screen. Links are listed below it, because nothing in the frame may lead away.
 */
export function HtmlView({ mail: { id, htmlSource }, looks, onLooks }: HtmlViewProps) {
  const [withPictures, setWithPictures] = useState(false);
  const { data, error, refetch, isFetching } = usePreview(id, withPictures);
  if (error) return <CallFailed error={error} onRetry={() => void refetch()} />;
  const bar = (
    <LooksBar {...{ looks, onLooks }}>
      {looks.scheme === 'dark' && !DARK_STYLES.test(htmlSource ?? '') && (
        <p className={styles['hint']}>No dark styles, so it stays light.</p>
      )}
    </LooksBar>
  );
  // In the place and the height of the mail, so that nothing jumps when it comes.
  if (!data) {
    return (
      <>
        {bar}
        <div className={frame['desk']}>
          <SkeletonRows count={8} />
        </div>
      </>
    );
  }
  const { path, blockedRemoteImages: blocked, remoteHosts, problems } = data;
  return (
    <>
      {bar}
      {blocked === 0 && remoteHosts.length > 0 && !withPictures && (
        <Notice tone="neutral" variant="strip" title="Content from elsewhere was left out.">
          <Hosts hosts={remoteHosts} />
        </Notice>
      )}
      {blocked > 0 && (
        <Notice
          tone="neutral"
          variant="strip"
          title={`${counted(blocked, 'picture')} from elsewhere not loaded.`}
          action={
            withPictures ? undefined : { label: 'Load', onClick: () => setWithPictures(true) }
          }
        >
          <Hosts hosts={remoteHosts} />{' '}
          {withPictures ? describeMissing(problems, isFetching) : WHY_BLOCKED}
        </Notice>
      )}
      <MailFrame {...{ path, looks }} />
    </>
  );
}

/** How a mail says that it can be dark. */
const DARK_STYLES = /color-scheme/i;

const NAMED = 2;

function Hosts({ hosts }: { readonly hosts: readonly string[] }) {
  const more = hosts.length - NAMED;
  return (
    <span title={hosts.join('\n')}>
      It would ask <bdi>{hosts.slice(0, NAMED).join(', ')}</bdi>
      {more > 0 && ` and ${more.toLocaleString('en-GB')} more`}.
    </span>
  );
}

const WHY_BLOCKED = 'Loading tells the sender that it was opened, and where.';

function describeMissing(problems: readonly string[], isLoading: boolean): string {
  return isLoading ? 'They are being loaded.' : problems.join(' ');
}

/**
 * A preview's address soon ends, so one is asked for at each look and never kept. While pictures
 * are loaded, the mail without them stays.
 */
function usePreview(id: number, remoteImages: boolean) {
  const ask = useCall();
  return useQuery<OutputOf<'captured.preview'>, CallError>({
    queryKey: ['captured.preview', { id, remoteImages }],
    queryFn: () => ask('captured.preview', { id, remoteImages }),
    placeholderData: (previous) => (remoteImages ? previous : undefined),
    gcTime: 0,
  });
}
