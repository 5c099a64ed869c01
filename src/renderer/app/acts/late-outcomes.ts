import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import type { Outcome } from '../../../shared/contract/operations.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import type { ActWords } from './outcome-message.ts';
import type { Told } from './told.ts';

/** How a frame tells what came of acts that another one began. */
export interface LateActs {
  readonly report: (outcome: Outcome, words: ActWords) => void;
  readonly refuse: (thrown: unknown) => void;
  readonly tell: (told: Told) => void;
  /** @param otherwise What the way back of a screen came to: words, where it could not. */
  readonly tellBack: (title: string, otherwise: unknown) => void;
  readonly tellUndone: (undone: OutputOf<'operations.undo'>) => void;
}

type Tell = (acts: LateActs) => void;

/** Keeps what can't be told any more where it belongs, for where it can; false where it still can. */
export type KeepLate = (tell: Tell) => boolean;

interface Late {
  readonly personId: number;
  readonly tell: Tell;
}

const kept = new WeakMap<QueryClient, readonly Late[]>();
/** Lets the frame that is there now tell what is kept. */
const frames = new WeakMap<QueryClient, () => void>();

/** Forgets what was kept for whoever has signed out. */
export function forgetLateOutcomes(client: QueryClient): void {
  kept.delete(client);
}

/**
 * An act may end when its frame has gone behind the lock: its outcome is then told by the next frame
 * of the same person, at once where that is there already.
 *
 * @returns Whether that is so now; if it is, the outcome is kept.
 */
export function useLateOutcomes(): KeepLate {
  const client = useQueryClient();
  const personId = usePersonId();
  const frame = useRef({ isGone: false, personId });
  useEffect(() => {
    if (personId !== undefined) frame.current.personId = personId;
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
    kept.set(client, [...(kept.get(client) ?? []), { personId: whose, tell }]);
    frames.get(client)?.();
    return true;
  };
}

/** Tells by this frame what was kept by those before it. */
export function useToldLate(acts: LateActs): void {
  const client = useQueryClient();
  const personId = usePersonId();
  const tellKept = useEffectEvent(() => {
    const late = kept.get(client) ?? [];
    kept.delete(client);
    for (const each of late) if (each.personId === personId) each.tell(acts);
  });
  useEffect(() => {
    if (personId === undefined) return undefined;
    tellKept();
    frames.set(client, () => tellKept());
    return () => void frames.delete(client);
  }, [client, personId]);
}

function usePersonId(): number | undefined {
  return useQueryOf('session.state', {}).data?.person?.id;
}
