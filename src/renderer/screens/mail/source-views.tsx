import { useState } from 'react';

import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import frame from '../../app/mail/mail-frame.module.css';
import { useQueryOf } from '../../query/use-query-of.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { SourceText } from '../../ui/source-text.tsx';
import styles from './mail.module.css';

/** From so many on, headers can be filtered. */
const MANY_HEADERS = 12;

/** Every header in the order it came. */
export function HeadersView({ headers }: Pick<CapturedMail, 'headers'>) {
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const shown = headers.filter(
    ({ name, value }) => wanted === '' || `${name}: ${value}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      {headers.length >= MANY_HEADERS && (
        <div className={frame['looks']}>
          <SearchField label="Filter headers" value={filter} onChange={setFilter} />
        </div>
      )}
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label="Headers">
        {shown.length === 0 && <p className={styles['quiet']}>No header matches.</p>}
        <table className={styles['headers']}>
          <tbody>
            {shown.map(({ name, value }, index) => (
              <tr key={`${index} ${name}`}>
                <th scope="row">
                  <SourceText>{name}</SourceText>
                </th>
                <td>
                  <SourceText>{value}</SourceText>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The mail byte for byte. */
export function RawView({ id }: { readonly id: number }) {
  const { data, error, refetch } = useQueryOf('captured.source', { id });
  if (error) return <CallFailed error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={8} />;
  return (
    <>
      {data.cut && (
        <Notice tone="neutral" variant="strip" title="Only the first megabyte is shown.">
          Save the mail to have all of it.
        </Notice>
      )}
      <PlainView label="Source of the mail" text={data.source} />
    </>
  );
}

interface PlainViewProps {
  readonly label: string;
  readonly text: string;
}

/** Text as it stands: the source of the HTML, the talk with the server. */
export function PlainView({ label, text }: PlainViewProps) {
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={label}>
      <div className={styles['copy']}>
        <CopyButton value={text} label={`Copy: ${label}`} />
      </div>
      <pre className={styles['source']}>
        <SourceText>{text}</SourceText>
      </pre>
    </div>
  );
}
