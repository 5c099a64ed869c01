import { useEffect, useEffectEvent, useRef } from 'react';

import { useCommand } from '../query/use-command.ts';
import { onActivity } from './acts/activity.ts';

const TOUCH_EVERY_MS = 30_000;

/** Tells the application that a person is here, at most every half minute. */
export function useTouch(): void {
  const { run } = useCommand('session.touch');
  const last = useRef(-Infinity);
  const touch = useEffectEvent((at: number) => {
    if (at - last.current < TOUCH_EVERY_MS) return;
    last.current = at;
    // Missing one only brings the lock nearer; the next key or click tells again.
    run({}).catch(() => {
      last.current = -Infinity;
    });
  });
  useEffect(() => onActivity((event) => touch(event.timeStamp)), []);
}
