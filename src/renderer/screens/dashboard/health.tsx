import { CallFailed } from '../../app/acts/call-failed.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Chart } from '../../ui/chart.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ToneIcon } from '../../ui/tone-icon.tsx';
import { BoardLinkTo } from './board-link.tsx';
import styles from './dashboard.module.css';

/** How each part of the house is, in words, with the way to what mends it. */
export function Health() {
  const { data, error, refetch } = useQueryOf('dashboard.health', {});
  return (
    <Chart title="Health" table={null}>
      {data === undefined &&
        (error ? (
          <CallFailed error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows count={4} />
        ))}
      {data !== undefined && (
        <ul className={styles['signs']}>
          {data.signs.map(({ id, tone, title, detail, at, act }) => (
            <li key={id} className={styles['sign']}>
              <ToneIcon tone={tone} />
              <div>
                <p>{title}</p>
                <p className={styles['quiet']}>
                  {detail}
                  {at !== undefined && (
                    <>
                      {' '}
                      <RelativeTime at={at} />
                    </>
                  )}
                </p>
                <BoardLinkTo link={act.link}>{act.label}</BoardLinkTo>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Chart>
  );
}
