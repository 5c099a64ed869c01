import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';

import { useQueryOf } from '../query/use-query-of.ts';

/** Tells an outcome that came while nobody could be told. */
interface Late<Acts> {
  readonly personId: number;
  readonly tell: (acts: Acts) => void;
}

const kept = new WeakMap<QueryClient, Late<never>[]>();

/** Forgets what was kept for whoever has signed out. */
export function forgetLateOutcomes(client: QueryClient): void {
  kept.delete(client);
}

/**
 * An act may end when its frame has gone behind the lock: its outcome is then told by the next frame
 * of the same person.
 *
 * @returns Whether that is so now; if it is, the outcome is kept.
 */
export function useLateOutcomes<Acts>(acts: Acts): (tell: (acts: Acts) => void) => boolean {
  const client = useQueryClient();
  const { data } = useQueryOf('session.state', {});
  const personId = data?.person?.id;
  const frame = useRef({ isGone: false, personId });
  const tellKept = useEffectEvent(() => {
    const late = (kept.get(client) ?? []) as Late<Acts>[];
    kept.delete(client);
    for (const each of late) if (each.personId === personId) each.tell(acts);
  });
  useEffect(() => {
    if (personId === undefined) return;
    frame.current.personId = personId;
    tellKept();
  }, [personId]);
  useEffect(() => {
    const own = frame.current;
    own.isGone = false;
    return () => {
      own.isGone = true;
    };
  }, []);
  return (tell) => {
    const { isGone, personId: whose } = frame.current;
    if (!isGone || whose === undefined) return false;
    const late = (kept.get(client) ?? []) as Late<Acts>[];
    kept.set(client, [...late, { personId: whose, tell }] as Late<never>[]);
    return true;
  };
}
