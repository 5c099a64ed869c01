import { createContext, use, useEffect, useEffectEvent, useState } from 'react';

import { useConnection } from '../../bridge/bridge-provider.tsx';
import type { CallError } from '../../query/call-error.ts';
import { useCommand } from '../../query/use-command.ts';

/** How a person leaves the console. */
export type WayOut = 'session.lock' | 'session.signOut';

const STORAGE_KEY = 'gatehouse.wayOut';

const GoAwayContext = createContext<((way: WayOut) => void) | undefined>(undefined);

export const GoAwayProvider = GoAwayContext.Provider;

/** Locks or signs out, whether the application answers or not. */
export function useGoAway(): (way: WayOut) => void {
  const goAway = use(GoAwayContext);
  if (goAway === undefined) throw new Error('useGoAway needs a GoAwayProvider above it.');
  return goAway;
}

/**
 * The way out that the application has not heard of yet: until it has, nothing may be shown, also
 * when the page is loaded anew meanwhile. It is told as soon as it answers again.
 *
 * @param refresh Asks who is signed in, after which the page may be shown again.
 */
export function useGoingAway(refresh: () => Promise<unknown>) {
  const { state, leave } = useConnection();
  const [untold, setUntold] = useState(readUntold);
  const commands = {
    'session.lock': useCommand('session.lock'),
    'session.signOut': useCommand('session.signOut'),
  };
  const keep = (way: WayOut | null) => {
    if (way === null) sessionStorage.removeItem(STORAGE_KEY);
    else sessionStorage.setItem(STORAGE_KEY, way);
    setUntold(way);
  };
  const tell = (way: WayOut) =>
    commands[way]
      .run({})
      .then(refresh)
      .then(
        () => keep(null),
        () => keep(way),
      );
  /** An application that was started anew knows nothing of this page, which is left instead. */
  const goAway = (way: WayOut): void => {
    if (state.kind !== 'refused') return void tell(way);
    sessionStorage.removeItem(STORAGE_KEY);
    leave();
  };
  const goOn = useEffectEvent(() => {
    if (untold !== null) goAway(untold);
  });
  const canTell = untold !== null && state.kind !== 'lost';
  useEffect(() => {
    if (canTell) goOn();
  }, [canTell]);
  const error: CallError | null = untold && commands[untold].error;
  return { goAway, untold, error };
}

function readUntold(): WayOut | null {
  const stored = sessionStorage.getItem(STORAGE_KEY);
  return stored === 'session.lock' || stored === 'session.signOut' ? stored : null;
}
