import { useEffect, useEffectEvent } from 'react';

import { MINUTE_MS } from '../../../shared/durations.ts';
import { useConnection } from '../../bridge/bridge-provider.tsx';
import { onActivity } from '../acts/activity.ts';

/**
 * Leaves a page whose application does not answer, or was started anew, once nobody was at it for as
 * long as the console would have waited to lock itself: what locks it is out of reach.
 *
 * @param minutes Undefined while nobody is signed in.
 */
export function useLeaveUnattended(minutes: number | undefined, leave: () => void): void {
  const isKept = useConnection().state.kind !== 'connected';
  const leaveIt = useEffectEvent(leave);
  useEffect(() => {
    if (!isKept || minutes === undefined) return undefined;
    const begin = () => setTimeout(() => leaveIt(), minutes * MINUTE_MS);
    let timer = begin();
    const end = onActivity(() => {
      clearTimeout(timer);
      timer = begin();
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [isKept, minutes]);
}
