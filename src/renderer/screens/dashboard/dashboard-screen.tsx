import { useState } from 'react';

import { FIRST_DAY } from '../../../shared/contract/dashboard.ts';
import type { DashboardSearch } from '../../app/search-params.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { useNow } from '../../ui/clock.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { ActivationTimesChart } from './activation-times-chart.tsx';
import { Attention } from './attention.tsx';
import styles from './dashboard.module.css';
import { FirstSteps } from './first-steps.tsx';
import { FunnelChart } from './funnel-chart.tsx';
import { Health } from './health.tsx';
import { SignUpsChart } from './sign-ups-chart.tsx';
import { longDay, SPANS, spanOf, type SpanName } from './span.ts';

interface DashboardScreenProps {
  readonly search: DashboardSearch;
  readonly onSearch: (search: DashboardSearch) => void;
}

/** The start: what came in, what became of it, what needs somebody, and how the house is. */
export function DashboardScreen({ search, onSearch }: DashboardScreenProps) {
  const span = spanOf(search, useNow());
  const steps = useFirstSteps();
  const name: SpanName = search.span ?? '30d';
  const choose = (value: SpanName) => {
    if (value === 'custom') onSearch({ span: value, ...span });
    else onSearch({ span: value === '30d' ? undefined : value });
  };
  const dates =
    span.from === span.to ? longDay(span.from) : `${longDay(span.from)} to ${longDay(span.to)}`;
  return (
    <>
      <PageHeader title="Dashboard" secondary={steps ? undefined : dates} />
      {!steps && (
        <Toolbar label="Time">
          <FilterChips
            label="Time"
            value={name}
            onChange={choose}
            items={[...SPANS, { value: 'custom', label: 'Custom' }]}
          />
          {name === 'custom' && (
            <span className={styles['custom']}>
              <DayField
                label="From"
                value={search.from ?? span.from}
                onChange={(from) => onSearch({ ...search, from })}
              />
              <DayField
                label="To"
                value={search.to ?? span.to}
                onChange={(to) => onSearch({ ...search, to })}
              />
            </span>
          )}
        </Toolbar>
      )}
      <div className={styles['board']}>
        <div className={styles['column']}>
          <Attention />
          <Health />
        </div>
        <div className={styles['column']}>
          {steps && <FirstSteps steps={steps} />}
          {steps === null && (
            <>
              <FunnelChart span={span} />
              <SignUpsChart span={span} />
              <ActivationTimesChart span={span} />
            </>
          )}
        </div>
      </div>
    </>
  );
}

/** What a new site begins with; null for charts, and undefined until it is known which. */
function useFirstSteps() {
  const { data, isPending } = useQueryOf('dashboard.firstSteps', {});
  return isPending ? undefined : (data?.steps ?? null);
}

interface DayFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** Keeps what is typed until one leaves it: browsers take each digit of a year for a whole one. */
function DayField({ label, value, onChange }: DayFieldProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <label className={styles['day']}>
      {label}
      <input
        type="date"
        value={typed ?? value}
        onChange={({ currentTarget: { value: day } }) => {
          setTyped(day);
          // Any day before has half a year.
          if (day >= FIRST_DAY) onChange(day);
        }}
        onBlur={() => setTyped(undefined)}
      />
    </label>
  );
}
