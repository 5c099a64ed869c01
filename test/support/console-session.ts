import { onTestFinished } from 'vitest';

import { type ConsoleThrottle, createThrottle } from '../../src/main/limits/throttle.ts';
import { createConsoleSession } from '../../src/main/session/console-session.ts';
import type { Core } from './core.ts';

/** @param throttle Counts wrong passwords where nothing can be written. */
export function openSession(core: Core, hasher = core.hasher, throttle?: ConsoleThrottle) {
  const { db, now } = core;
  const session = createConsoleSession({
    db,
    now,
    hasher,
    throttle: throttle ?? createThrottle(db, now),
    readOnly: throttle !== undefined,
    onChange: () => {},
    onLeave: () => {},
  });
  onTestFinished(() => session.stop());
  return session;
}
