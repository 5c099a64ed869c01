import type { DaySpan } from '../../../shared/contract/dashboard.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import { useOfProject } from '../../app/use-of-project.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Chart } from '../../ui/chart.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { StageBars } from '../../ui/stage-bars.tsx';
import { BoardLinkTo } from './board-link.tsx';
import styles from './dashboard.module.css';

type Domain = OutputOf<'dashboard.activationTimes'>['domains'][number];

/** How long people of each mail domain take to follow their link. */
export function ActivationTimesChart({ span }: { readonly span: DaySpan }) {
  const { data, error, refetch } = useQueryOf('dashboard.activationTimes', span, {
    placeholderData: (previous) => previous,
  });
  const ofProject = useOfProject();
  const domains = data?.domains ?? [];
  const slowest = Math.max(1, ...domains.map(({ medianMs }) => medianMs));
  return (
    <Chart
      title="Time to activate"
      note="by mail domain, the middle of all, slowest first"
      table={
        domains.length > 0
          ? {
              columns: ['Mail domain', 'Median', 'Active people'],
              rows: domains.map((domain) => [
                domain.domain,
                duration(domain.medianMs),
                <Active key="active" {...domain} />,
              ]),
            }
          : null
      }
    >
      {data === undefined &&
        (error ? (
          <CallFailed error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows count={4} />
        ))}
      {data !== undefined && domains.length === 0 && (
        <p className={styles['quiet']}>
          {ofProject
            ? 'Nobody who joined in this time has followed a link to Gatehouse’s own pages. When one was followed at the project’s site is not in its database.'
            : 'Nobody who joined in this time has followed a link yet.'}
        </p>
      )}
      {domains.length > 0 && (
        <StageBars
          label="Time to activate"
          items={domains.map((domain) => ({
            id: domain.domain,
            label: <ForeignText>{domain.domain}</ForeignText>,
            value: duration(domain.medianMs),
            share: domain.medianMs / slowest,
            tone: 'neutral',
            note: <Active {...domain} />,
          }))}
        />
      )}
    </Chart>
  );
}

function Active({ domain, active, query }: Domain) {
  const number = active.toLocaleString('en-GB');
  return (
    <BoardLinkTo
      link={{ screen: 'users', query }}
      label={`${number} active at ${showTurns(domain)}`}
    >
      {number} active
    </BoardLinkTo>
  );
}

const UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
] as const;

/** "41 min", "2.5 h" */
function duration(ms: number): string {
  const [size, unit] = UNITS.find(([each]) => ms >= each) ?? [1_000, 's'];
  const value = ms / size;
  return `${value < 10 && unit !== 's' ? Number(value.toFixed(1)) : Math.round(value)} ${unit}`;
}
