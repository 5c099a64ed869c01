import { createContext, use, useMemo, useSyncExternalStore, type ReactNode } from 'react';

import type { Bridge } from '../../shared/bridge.ts';
import { ALWAYS_CONNECTED, type Connection, type ConnectionState } from './connection.ts';

interface Connected {
  readonly bridge: Bridge;
  readonly connection: Connection;
}

const BridgeContext = createContext<Connected | undefined>(undefined);

interface BridgeProviderProps {
  readonly bridge: Bridge;
  readonly connection?: Connection | undefined;
  readonly children: ReactNode;
}

/** Hands the bridge to everything inside, once per window. */
export function BridgeProvider({
  bridge,
  connection = ALWAYS_CONNECTED,
  children,
}: BridgeProviderProps) {
  const connected = useMemo(() => ({ bridge, connection }), [bridge, connection]);
  return <BridgeContext value={connected}>{children}</BridgeContext>;
}

export function useBridge(): Bridge {
  return useConnected().bridge;
}

/** Whether the application answers, the way to try again now, and the way out. */
export function useConnection(): Pick<Connection, 'retry' | 'leave'> & {
  readonly state: ConnectionState;
} {
  const { connection } = useConnected();
  return {
    state: useSyncExternalStore(connection.subscribe, connection.state),
    retry: connection.retry,
    leave: connection.leave,
  };
}

function useConnected(): Connected {
  const connected = use(BridgeContext);
  if (connected === undefined) throw new Error('useBridge needs a BridgeProvider above it.');
  return connected;
}
