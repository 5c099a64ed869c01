import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import { counted } from '../../app/counted.ts';
import { CallFailed } from '../../app/call-failed.tsx';
import type { CallError } from '../../query/call-error.ts';
import { useCall } from '../../query/use-call.ts';
import { FilterChips, type FilterChip } from '../../ui/filter-chips.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './mail.module.css';

export interface Looks {
  readonly width: 'desktop' | 'tablet' | 'phone';
  readonly scheme: 'light' | 'dark';
}

export const USUAL_LOOKS: Looks = { width: 'desktop', scheme: 'light' };

const WIDTHS: readonly FilterChip<Looks['width']>[] = [
  { value: 'desktop', label: 'Desktop' },
  { value: 'tablet', label: 'Tablet, 768' },
  { value: 'phone', label: 'Phone, 375' },
];
const SCHEMES: readonly FilterChip<Looks['scheme']>[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

interface HtmlViewProps {
  readonly id: number;
  readonly looks: Looks;
  readonly onLooks: (looks: Looks) => void;
}

/**
 * The HTML part in a frame without script, network or origin, as wide and as dark as a reader's
 * screen. Links are listed beside it, because nothing in the frame may lead away.
 */
export function HtmlView({ id, looks, onLooks }: HtmlViewProps) {
  const [withPictures, setWithPictures] = useState(false);
  const { data, error, refetch, isFetching } = usePreview(id, withPictures);
  const [loadedPath, setLoadedPath] = useState<string>();
  if (error) return <CallFailed error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={8} />;
  const { path, blockedRemoteImages: blocked, problems } = data;
  return (
    <>
      <div className={styles['looks']}>
        <FilterChips
          label="Width"
          items={WIDTHS}
          value={looks.width}
          onChange={(width) => onLooks({ ...looks, width })}
        />
        <FilterChips
          label="Colours"
          items={SCHEMES}
          value={looks.scheme}
          onChange={(scheme) => onLooks({ ...looks, scheme })}
        />
      </div>
      {blocked > 0 && (
        <Notice
          tone="neutral"
          variant="strip"
          title={`${counted(blocked, 'picture')} from elsewhere not loaded.`}
          action={
            withPictures ? undefined : { label: 'Load', onClick: () => setWithPictures(true) }
          }
        >
          {withPictures ? describeMissing(problems, isFetching) : WHY_BLOCKED}
        </Notice>
      )}
      <div className={styles['desk']}>
        <iframe
          className={styles['frame']}
          title="The mail as its reader sees it"
          sandbox=""
          src={path}
          data-width={looks.width}
          data-scheme={looks.scheme}
          aria-busy={loadedPath !== path}
          onLoad={() => setLoadedPath(path)}
        />
      </div>
    </>
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
