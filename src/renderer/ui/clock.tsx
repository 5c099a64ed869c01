import { createContext, use, useEffect, useState, type ReactNode } from 'react';

const TICK_MS = 30_000;

const NowContext = createContext<number | undefined>(undefined);

interface ClockProviderProps {
  /** Milliseconds since 1970. */
  readonly read: () => number;
  readonly children: ReactNode;
}

/** One tick for every relative time and countdown of the window. */
export function ClockProvider({ read, children }: ClockProviderProps) {
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), TICK_MS);
    return () => clearInterval(timer);
  }, [read]);
  return <NowContext value={now}>{children}</NowContext>;
}

/** Milliseconds since 1970, renewed every half minute. */
export function useNow(): number {
  const now = use(NowContext);
  if (now === undefined) throw new Error('useNow needs a ClockProvider above it.');
  return now;
}
