import { RouterProvider, type RouterHistory } from '@tanstack/react-router';
import { useState } from 'react';

import type { Bridge } from '../../shared/bridge.ts';
import { BridgeProvider } from '../bridge/bridge-provider.tsx';
import type { Connection } from '../bridge/connection.ts';
import { QueryProvider } from '../query/query-provider.tsx';
import { createAppRouter } from './router.tsx';
import { SessionGate } from './session-gate.tsx';

interface AppProps {
  readonly bridge: Bridge;
  readonly connection?: Connection | undefined;
  readonly history: RouterHistory;
  readonly nonce?: string | undefined;
  /** Milliseconds since 1970. */
  readonly readClock: () => number;
}

/** The console: who may see it, then its frame and its screens. */
export function App({ bridge, connection, history, nonce, readClock }: AppProps) {
  const [router] = useState(() => createAppRouter(history));
  return (
    <BridgeProvider bridge={bridge} connection={connection}>
      <QueryProvider>
        <SessionGate nonce={nonce} readClock={readClock}>
          <RouterProvider router={router} />
        </SessionGate>
      </QueryProvider>
    </BridgeProvider>
  );
}
