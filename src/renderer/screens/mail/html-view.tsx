import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import { counted } from '../../app/counted.ts';
import { CallFailed } from '../../app/call-failed.tsx';
import type { CallError } from '../../query/call-error.ts';
import { useCall } from '../../query/use-call.ts';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { type Looks, LooksBar, MailFrame } from './mail-frame.tsx';
import styles from './mail.module.css';

interface HtmlViewProps {
  readonly id: number;
  readonly hasLinks: boolean;
  readonly looks: Looks;
  readonly onLooks: (looks: Looks) => void;
}

/**
 * The HTML part in a frame without script, network or origin, as wide and as dark as a reader's
 * screen. Links are listed beside it, because nothing in the frame may lead away.
 */
export function HtmlView({ id, hasLinks, looks, onLooks }: HtmlViewProps) {
  const [withPictures, setWithPictures] = useState(false);
  const { data, error, refetch, isFetching } = usePreview(id, withPictures);
  if (error) return <CallFailed error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={8} />;
  const { path, blockedRemoteImages: blocked, remoteHosts, problems } = data;
  return (
    <>
      <LooksBar {...{ looks, onLooks }}>
        {hasLinks && <p className={styles['hint']}>Links here lead nowhere: open them below.</p>}
      </LooksBar>
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

const NAMED = 4;

function Hosts({ hosts }: { readonly hosts: readonly string[] }) {
  const more = hosts.length - NAMED;
  return (
    <span title={hosts.join('\n')}>
      The mail wants to load from <bdi>{hosts.slice(0, NAMED).join(', ')}</bdi>
      {more > 0 && ` and ${more.toLocaleString('en-GB')} more`}.
    </span>
  );
}

const WHY_BLOCKED =
  'Loading tells the sender that this mail was opened, and from which network. Links are never followed.';

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
