import type { Bridge } from '../../shared/bridge.ts';
import { createBrowserBridge } from './browser-bridge.ts';
import { ALWAYS_CONNECTED, type Connection } from './connection.ts';
import { takeToken } from './take-token.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload script. */
    readonly gatehouse?: Bridge;
  }
}

/** The way to the application, or null when this page was opened without its token. */
export function connectBridge(): {
  readonly bridge: Bridge;
  readonly connection: Connection;
} | null {
  if (window.gatehouse) return { bridge: window.gatehouse, connection: ALWAYS_CONNECTED };
  const token = takeToken(window);
  if (token === null) return null;
  return createBrowserBridge({ token, fetch: window.fetch.bind(window), now: Date.now });
}
