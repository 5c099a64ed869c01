import { UserRoundPlus } from 'lucide-react';

import type { DaySpan } from '../../../shared/contract/dashboard.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { CallFailed } from '../../app/call-failed.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Chart } from '../../ui/chart.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { StageBars } from '../../ui/stage-bars.tsx';
import type { Tone } from '../../ui/tone.ts';
import { BoardLinkTo } from './board-link.tsx';

type Stage = OutputOf<'dashboard.funnel'>['stages'][number];

const WORDS: Readonly<Record<Stage['stage'], readonly [string, Tone]>> = {
  registered: ['Registered', 'ok'],
  mailed: ['Mailed', 'ok'],
  activated: ['Active', 'ok'],
  pending: ['Pending', 'waiting'],
  'to-approve': ['To approve', 'waiting'],
  expired: ['Expired', 'warn'],
};
const ORDER = Object.keys(WORDS);

/** What has become of those who joined in the span. */
export function FunnelChart({ span }: { readonly span: DaySpan }) {
  const { data, error, refetch } = useQueryOf('dashboard.funnel', span, {
    placeholderData: (previous) => previous,
  });
  const stages = data?.stages
    .filter(({ stage, count }) => stage !== 'to-approve' || count > 0)
    .toSorted((a, b) => ORDER.indexOf(a.stage) - ORDER.indexOf(b.stage));
  const registered = stages?.[0]?.count ?? 0;
  return (
    <Chart
      title="Funnel"
      note="everybody who joined in this time, as they are now"
      table={
        stages && registered > 0
          ? {
              columns: ['Stage', 'People', 'Share'],
              rows: stages.map((stage) => [
                WORDS[stage.stage][0],
                <Count key="count" {...stage} />,
                percent(stage.count, registered),
              ]),
            }
          : null
      }
    >
      {stages === undefined &&
        (error ? (
          <CallFailed error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows count={5} />
        ))}
      {stages !== undefined && registered === 0 && (
        <EmptyState
          icon={UserRoundPlus}
          title="Nobody joined in this time."
          text="Whoever registers appears here, with how far they have come."
        />
      )}
      {stages !== undefined && registered > 0 && (
        <StageBars
          label="Funnel"
          items={stages.map((stage) => ({
            id: stage.stage,
            label: WORDS[stage.stage][0],
            value: <Count {...stage} />,
            share: stage.count / registered,
            tone: WORDS[stage.stage][1],
            note: percent(stage.count, registered),
          }))}
        />
      )}
    </Chart>
  );
}

function Count({ stage, count, query }: Stage) {
  const number = count.toLocaleString('en-GB');
  return (
    <BoardLinkTo link={{ screen: 'users', query }} label={`${WORDS[stage][0]}: ${number}`}>
      {number}
    </BoardLinkTo>
  );
}

function percent(count: number, whole: number): string {
  return `${Math.round((count / whole) * 100)} %`;
}
