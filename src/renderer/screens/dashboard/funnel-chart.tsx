import { UserRoundPlus } from 'lucide-react';

import type { BoardLink, DaySpan } from '../../../shared/contract/dashboard.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import { STATE_WORDS } from '../../app/people/state-words.ts';
import { useOfProject } from '../../app/use-of-project.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Chart } from '../../ui/chart.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { StageBars } from '../../ui/stage-bars.tsx';
import type { Tone } from '../../ui/tone.ts';
import { BoardLinkTo } from './board-link.tsx';
import styles from './dashboard.module.css';
import { stillHere } from './still-here.ts';

type Funnel = OutputOf<'dashboard.funnel'>;
type Stage = Funnel['stages'][number];

const WORDS: Readonly<Record<Stage['stage'], readonly [string, Tone]>> = {
  registered: ['Registered', 'ok'],
  mailed: ['Mailed', 'ok'],
  activated: [STATE_WORDS.active, 'ok'],
  pending: [STATE_WORDS.pending, 'waiting'],
  'to-approve': [STATE_WORDS['to-approve'], 'waiting'],
  expired: [STATE_WORDS.expired, 'warn'],
};
const ORDER = Object.keys(WORDS);

/** What has become of those who joined in the span. */
export function FunnelChart({ span }: { readonly span: DaySpan }) {
  const { data, error, refetch } = useQueryOf('dashboard.funnel', span, {
    placeholderData: (previous) => previous,
  });
  const ofProject = useOfProject();
  const stages = data?.stages
    .filter(({ stage, count }) => stage !== 'to-approve' || count > 0)
    // What the site of a project mails is in no table.
    .filter(({ stage }) => stage !== 'mailed' || !ofProject)
    .toSorted((a, b) => ORDER.indexOf(a.stage) - ORDER.indexOf(b.stage));
  const bars = [
    ...(stages ?? []).map((stage) => stageBar(stage, data?.gone)),
    ...goneBars(data, span),
  ];
  const registered = bars[0]?.count ?? 0;
  const gone = goneCount(data?.gone);
  return (
    <Chart
      title="Funnel"
      note={
        gone === 0 ? (
          'everybody but superusers who joined in this time, as they are now'
        ) : (
          <GoneNote {...{ gone, span }} inTrash={data?.gone.inTrash ?? 0} />
        )
      }
      table={
        stages && registered > 0
          ? {
              columns: ['Stage', 'People', 'Share'],
              rows: bars.map((bar) => [
                bar.label,
                <Count key="count" {...bar} />,
                percent(bar.count, registered),
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
          items={bars.map((bar) => ({
            id: bar.label,
            label: bar.label,
            value: <Count {...bar} />,
            share: bar.count / registered,
            tone: bar.tone,
            note: percent(bar.count, registered),
          }))}
        />
      )}
    </Chart>
  );
}

interface Bar {
  readonly label: string;
  readonly tone: Tone;
  readonly count: number;
  readonly link: BoardLink;
  /** What stands behind the number for who hears it. */
  readonly said: string;
}

/** Who is gone counts in what they had come to, so that a tidy list makes nobody look successful. */
function stageBar({ stage, count, query }: Stage, gone: Funnel['gone'] | undefined): Bar {
  const [label, tone] = WORDS[stage];
  const left = {
    registered: goneCount(gone),
    mailed: gone?.mailed ?? 0,
    activated: gone?.activated ?? 0,
    pending: 0,
    'to-approve': 0,
    expired: 0,
  }[stage];
  const all = count + left;
  return { label, tone, count: all, link: { screen: 'users', query }, said: stillHere(all, count) };
}

const WAYS = [
  ['cleanedUp', 'Cleaned up', 'kind:registrations.cleanUp'],
  ['rejected', 'Rejected', 'kind:registrations.reject'],
  ['deleted', 'Deleted', 'kind:delete -kind:note -kind:group'],
] as const;

const GONE_BY = 'registrations.cleanUp,registrations.reject,registrations.delete,accounts.delete';

/** Who is gone is in no list; Audit has the acts that took them, none of which was before they joined. */
function goneBars(funnel: Funnel | undefined, { from }: DaySpan): readonly Bar[] {
  return WAYS.map(([way, label, acts]) => ({
    label,
    tone: 'neutral' as const,
    count: funnel?.gone[way] ?? 0,
    link: { screen: 'activity', query: `${acts} after:${from}` } as const,
    said: ', the acts in Audit',
  })).filter(({ count }) => count > 0);
}

interface GoneNoteProps {
  readonly gone: number;
  readonly inTrash: number;
  readonly span: DaySpan;
}

/** Who is gone is in Trash for as long as they can come back; after that only the acts are known. */
function GoneNote({ gone, inTrash, span: { from, to } }: GoneNoteProps) {
  const trash = { screen: 'trash', query: `joined:${from}..${to}` } as const;
  const acts = { screen: 'activity', query: `kind:${GONE_BY} after:${from}` } as const;
  const isAllInTrash = inTrash === gone;
  const number = `${gone.toLocaleString('en-GB')} of them`;
  return (
    <span className={styles['sentence']}>
      everybody but superusers who joined in this time;{' '}
      <BoardLinkTo
        link={isAllInTrash ? trash : acts}
        label={`${number}, ${isAllInTrash ? 'in Trash' : 'the acts in Audit'}`}
      >
        {number}
      </BoardLinkTo>{' '}
      {gone === 1 ? 'has' : 'have'} no account any more
      {inTrash > 0 && !isAllInTrash && (
        <>
          , <BoardLinkTo link={trash}>{inTrash.toLocaleString('en-GB')} in Trash</BoardLinkTo>
        </>
      )}
    </span>
  );
}

function goneCount(gone: Funnel['gone'] | undefined): number {
  return gone === undefined ? 0 : gone.cleanedUp + gone.rejected + gone.deleted;
}

function Count({ label, count, link, said }: Bar) {
  const number = count.toLocaleString('en-GB');
  return (
    <BoardLinkTo link={link} label={`${label}: ${number}${said}`}>
      {number}
    </BoardLinkTo>
  );
}

function percent(count: number, whole: number): string {
  return `${Math.round((count / whole) * 100)} %`;
}
