import { keepPreviousData } from '@tanstack/react-query';

import { likelyScheme } from '../../../shared/loopback-domain.ts';
import { useSettled } from '../../app/list/use-settled.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './session.module.css';

interface LinkPreviewProps {
  readonly domain: string;
  readonly onMeant: (domain: string) => void;
}

/** What a mail would carry with this domain, while it is typed. */
export function LinkPreview({ domain, onMeant }: LinkPreviewProps) {
  const settled = useSettled(domain);
  const scheme = likelyScheme(URL.parse(`http://${settled}`)?.host ?? settled);
  const { data } = useQueryOf(
    'settings.linkPreview',
    { domain: settled, scheme },
    { placeholderData: keepPreviousData },
  );
  if (!data || (data.link === null && data.warnings.length === 0)) return null;
  return (
    <div className={styles['preview']}>
      {data.link !== null && (
        <p>
          Links in mails will look like <bdi className={styles['link']}>{data.link}</bdi>
        </p>
      )}
      {data.warnings.map(({ title, advice, meant }) => (
        <Notice
          key={title}
          tone="warn"
          title={title}
          action={meant && { label: `Use ${meant.domain}`, onClick: () => onMeant(meant.domain) }}
        >
          {advice}
        </Notice>
      ))}
    </div>
  );
}
