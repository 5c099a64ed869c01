import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { CallFailed } from '../../app/call-failed.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './mail.module.css';

/** Every header in the order it came. */
export function HeadersView({ headers }: Pick<CapturedMail, 'headers'>) {
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label="Headers">
      <table className={styles['headers']}>
        <tbody>
          {headers.map(({ name, value }, index) => (
            <tr key={`${index} ${name}`}>
              <th scope="row">{name}</th>
              <td>
                <bdi>{value}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The mail byte for byte. */
export function SourceView({ id }: { readonly id: number }) {
  const { data, error, refetch } = useQueryOf('captured.source', { id });
  if (error) return <CallFailed error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={8} />;
  return (
    <>
      {data.cut && (
        <Notice tone="neutral" variant="strip" title="Only the first megabyte is shown." />
      )}
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label="Source of the mail">
        <pre className={styles['source']}>{data.source}</pre>
      </div>
    </>
  );
}
