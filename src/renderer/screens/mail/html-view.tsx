import { useQuery } from '@tanstack/react-query';

import type { OutputOf } from '../../../shared/contract/index.ts';
import { counted } from '../../app/counted.ts';
import { CallFailed } from '../../app/call-failed.tsx';
import type { CallError } from '../../query/call-error.ts';
import { useCall } from '../../query/use-call.ts';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './mail.module.css';

/**
 * The HTML part in a frame without script, network or origin. Links are listed beside it, because
 * nothing in the frame may lead away.
 */
export function HtmlView({ id }: { readonly id: number }) {
  const { data, error, refetch } = usePreview(id);
  if (error) return <CallFailed error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={8} />;
  const { path, blockedRemoteImages: blocked } = data;
  return (
    <>
      {blocked > 0 && (
        <Notice
          tone="neutral"
          variant="strip"
          title={`${counted(blocked, 'picture')} from elsewhere not loaded.`}
        >
          Loading would tell the sender that this mail was opened.
        </Notice>
      )}
      <iframe
        className={styles['frame']}
        title="The mail as its reader sees it"
        sandbox=""
        src={path}
      />
    </>
  );
}

/** A preview's address soon ends, so one is asked for at each look and never kept. */
function usePreview(id: number) {
  const ask = useCall();
  return useQuery<OutputOf<'captured.preview'>, CallError>({
    queryKey: ['captured.preview', { id }],
    queryFn: () => ask('captured.preview', { id }),
    gcTime: 0,
  });
}
