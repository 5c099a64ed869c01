import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import type { DaySpan } from '../../../shared/contract/dashboard.ts';
import { signUpsQuery } from '../../../shared/sign-ups-query.ts';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import { counted } from '../../app/counted.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Chart } from '../../ui/chart.tsx';
import { DayBars } from '../../ui/day-bars.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { BoardLinkTo, placeOf } from './board-link.tsx';
import { daysOf, longDay, shortDay } from './span.ts';
import { stillHere } from './still-here.ts';

/** How many joined on each day, whether or not they are still here. */
export function SignUpsChart({ span }: { readonly span: DaySpan }) {
  const navigate = useNavigate();
  const { data, error, refetch, isPlaceholderData } = useQueryOf('dashboard.signUps', span, {
    placeholderData: (previous) => previous,
  });
  // Until the new ones have come, the old numbers are shown for the days that they are of.
  const [shown, setShown] = useState(span);
  if (!isPlaceholderData && shown !== span) setShown(span);
  const known = new Map(data?.days.map((each) => [each.day, each]));
  const days = daysOf(shown).map((day) => known.get(day) ?? { day, count: 0, here: 0 });
  const total = days.reduce((sum, { count }) => sum + count, 0);
  const here = days.reduce((sum, day) => sum + day.here, 0);
  const linkTo = (day: string) =>
    ({ screen: 'users', query: signUpsQuery({ from: day, to: day }) }) as const;
  return (
    <Chart
      title="Sign-ups per day"
      note={
        data && (
          <>
            <BoardLinkTo
              link={{ screen: 'users', query: signUpsQuery(shown) }}
              label={`${counted(total, 'sign-up')}${stillHere(total, here)}`}
            >
              {counted(total, 'sign-up')}
            </BoardLinkTo>{' '}
            in {counted(days.length, 'day')}
          </>
        )
      }
      table={
        data
          ? {
              columns: ['Day', 'Sign-ups'],
              rows: days.toReversed().map(({ day, count, here }) => {
                const number = count.toLocaleString('en-GB');
                const label = `${longDay(day)}: ${number}${stillHere(count, here)}`;
                return [
                  longDay(day),
                  <BoardLinkTo key="count" link={linkTo(day)} label={label}>
                    {number}
                  </BoardLinkTo>,
                ];
              }),
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
      {data !== undefined && (
        <DayBars
          label="Sign-ups per day"
          items={days.map(({ day, count, here }) => ({
            id: day,
            title: `${longDay(day)}: ${counted(count, 'sign-up')}${stillHere(count, here)}`,
            label: shortDay(day),
            value: count,
          }))}
          onOpen={(day) => void navigate(placeOf(linkTo(day)))}
        />
      )}
    </Chart>
  );
}
