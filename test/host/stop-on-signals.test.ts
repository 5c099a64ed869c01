import { EventEmitter } from 'node:events';

import { expect, it } from 'vitest';

import { stopOnSignals } from '../../src/main/app/stop-on-signals.ts';
import { Clock } from '../support/core.ts';

function createStopping() {
  const signals = new EventEmitter();
  const clock = new Clock();
  const calls: string[] = [];
  const stop = (): void => void calls.push('stop');
  const force = (): void => void calls.push('force');
  stopOnSignals({ signals, now: clock.now, stop, force });
  return { signals, clock, calls };
}

it.each(['SIGINT', 'SIGTERM'])('stops at %s', (signal) => {
  const { signals, calls } = createStopping();
  signals.emit(signal);
  expect(calls).toEqual(['stop']);
});

it('takes a signal that npm passed on for the same press', () => {
  const { signals, clock, calls } = createStopping();
  signals.emit('SIGINT');
  clock.advance({ ms: 20 });
  signals.emit('SIGINT');
  expect(calls).toEqual(['stop']);
});

it('forces at a second press', () => {
  const { signals, clock, calls } = createStopping();
  signals.emit('SIGINT');
  clock.advance({ ms: 1_500 });
  signals.emit('SIGINT');
  expect(calls).toEqual(['stop', 'force']);
});
