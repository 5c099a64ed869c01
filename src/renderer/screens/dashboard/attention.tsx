import { CircleCheckBig } from 'lucide-react';

import { CallFailed } from '../../app/acts/call-failed.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Chart } from '../../ui/chart.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ToneIcon } from '../../ui/tone-icon.tsx';
import { BoardLinkTo } from './board-link.tsx';
import styles from './dashboard.module.css';

/** What needs somebody; each line leads to the list of those it counts. */
export function Attention() {
  const { data, error, refetch } = useQueryOf('dashboard.attention', {});
  const { data: chain } = useQueryOf('operations.verify', {});
  const broken = chain?.state === 'broken';
  return (
    <Chart title="Needs you" table={null}>
      {data === undefined &&
        (error ? (
          <CallFailed error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows count={5} />
        ))}
      {broken && (
        <p className={styles['sign']}>
          <ToneIcon tone="danger" />
          <BoardLinkTo link={{ screen: 'activity' }}>Audit was changed from outside</BoardLinkTo>
        </p>
      )}
      {data?.matters.length === 0 && !broken && (
        <EmptyState
          icon={CircleCheckBig}
          title="Nothing needs you."
          text="Nobody waits and no mail failed."
        />
      )}
      {data !== undefined && data.matters.length > 0 && (
        <ul className={styles['signs']}>
          {data.matters.map(({ id, tone, count, text, detail, link, reasons }) => (
            <li key={id} className={styles['sign']}>
              <ToneIcon tone={tone} />
              <div>
                <BoardLinkTo link={link}>
                  <strong>{count.toLocaleString('en-GB')}</strong> {text}
                </BoardLinkTo>
                {detail !== null && <p className={styles['quiet']}>{detail}</p>}
                {reasons !== undefined && (
                  <ul className={styles['reasons']} aria-label="Why">
                    {reasons.map((reason) => (
                      <li key={reason.id}>
                        <BoardLinkTo link={reason.link}>
                          <span>{reason.count.toLocaleString('en-GB')} ×</span>{' '}
                          <ForeignText>{reason.text}</ForeignText>
                        </BoardLinkTo>
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Chart>
  );
}
