import { createContext, use, useState, type ReactNode } from 'react';

import { useQueryOf } from '../../query/use-query-of.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { WorkStrip } from './running-jobs.tsx';
import styles from './running-jobs.module.css';

/** After so long an act shows that it is under way, in milliseconds. */
const SLOW_MS = 300;

/** An act under way, by whom it is for. */
interface SlowAct {
  readonly whom: string;
}

const BeginAct = createContext<(whom: string) => () => void>(() => () => {});
const SlowActsContext = createContext<readonly SlowAct[]>([]);

/** Knows the acts of this window that take long. */
export function SlowActsProvider({ children }: { readonly children: ReactNode }) {
  const [slow, setSlow] = useState<readonly SlowAct[]>([]);
  const [begin] = useState(() => (whom: string) => {
    const act = { whom };
    const timer = setTimeout(() => setSlow((others) => [...others, act]), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow((others) => others.filter((other) => other !== act));
    };
  });
  return (
    <BeginAct value={begin}>
      <SlowActsContext value={slow}>{children}</SlowActsContext>
    </BeginAct>
  );
}

/** Tells that an act has begun. @returns What tells that it has ended. */
export function useBeginAct(): (whom: string) => () => void {
  return use(BeginAct);
}

/** Acts that take long, such as while another program writes to the database; long work says it itself. */
export function SlowActs() {
  const slow = use(SlowActsContext);
  const { data } = useQueryOf('jobs.list', {});
  if (data !== undefined && data.jobs.length > 0) return null;
  return slow.map(({ whom }, place) => (
    <WorkStrip key={place} role="status">
      <Spinner />
      <span className={styles['count']}>Under way: {whom} …</span>
    </WorkStrip>
  ));
}
