import type { WebContents } from 'electron';

import { CHANGED_CHANNEL, DROP_CHANNEL, INVOKE_CHANNEL } from '../../shared/bridge.ts';
import { CallsUnderWay } from '../calls-under-way.ts';
import type { Result } from '../../shared/errors.ts';
import type { Application } from '../app/application.ts';
import { isConsoleFrame } from './own-address.ts';

type Bridged = Pick<WebContents, 'ipc' | 'isDestroyed' | 'once' | 'send'>;

const UNKNOWN: Result<never> = {
  ok: false,
  error: { code: 'unknown-procedure', message: 'Unknown procedure.' },
};

/**
 * Carries a window's calls to the application and its events to the window. Only the console's page
 * in the main frame may call; whoever else asks learns nothing.
 */
export function connectWindow(
  contents: Bridged,
  { dispatch, events }: Pick<Application, 'dispatch' | 'events'>,
): void {
  const calls = new CallsUnderWay();
  contents.ipc.handle(
    INVOKE_CHANNEL,
    ({ senderFrame }, procedure: unknown, input: unknown, call: unknown) => {
      if (!isConsoleFrame(senderFrame) || typeof procedure !== 'string') return UNKNOWN;
      return calls.run(Number(call), (signal) => dispatch(procedure, input, signal));
    },
  );
  contents.ipc.on(DROP_CHANNEL, ({ senderFrame }, call: unknown) => {
    if (isConsoleFrame(senderFrame)) calls.drop(Number(call));
  });
  const unsubscribe = events.subscribe((event) => {
    if (!contents.isDestroyed()) contents.send(CHANGED_CHANNEL, event);
  });
  contents.once('destroyed', unsubscribe);
}
