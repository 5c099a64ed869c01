import type { Bridge, WindowBridge } from '../../shared/bridge.ts';
import { createCallNumbers } from '../../shared/dropped-calls.ts';
import { createBrowserBridge } from './browser-bridge.ts';
import { ALWAYS_CONNECTED, type Connection } from './connection.ts';
import { reloadForToken, takeToken } from './take-token.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload script. */
    readonly gatehouse?: WindowBridge;
  }
}

/** The way to the application, or null when this page was opened without its token. */
export function connectBridge(): {
  readonly bridge: Bridge;
  readonly connection: Connection;
} | null {
  if (window.gatehouse) {
    return { bridge: withSignals(window.gatehouse), connection: ALWAYS_CONNECTED };
  }
  const token = takeToken(window);
  reloadForToken(window);
  if (token === null) return null;
  return createBrowserBridge({ token, fetch: window.fetch.bind(window), now: Date.now });
}

function withSignals(bridge: WindowBridge): Bridge {
  const numbered = createCallNumbers(bridge.drop);
  return {
    ...bridge,
    invoke: (procedure, input, signal) =>
      numbered(signal, (call) => bridge.invoke(procedure, input, call)),
  };
}
