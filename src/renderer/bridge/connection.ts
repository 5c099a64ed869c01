/** Whether the application answers. Rows on screen are as of `since` while it does not. */
export type ConnectionState =
  | { readonly kind: 'connected' }
  | { readonly kind: 'lost'; readonly since: number; readonly nextTryAt: number }
  /** The application has been started anew, and this page's address belongs to the start before. */
  | { readonly kind: 'refused' }
  /** And whoever was here has left this page. */
  | { readonly kind: 'left' };

export interface Connection {
  readonly state: () => ConnectionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Tries at once instead of at `nextTryAt`. */
  readonly retry: () => void;
  /** Shows nothing of a page that was refused any more. */
  readonly leave: () => void;
}

const CONNECTED: ConnectionState = { kind: 'connected' };

/** A window of Electron lives and ends with its application. */
export const ALWAYS_CONNECTED: Connection = {
  state: () => CONNECTED,
  subscribe: () => () => undefined,
  retry: () => undefined,
  leave: () => undefined,
};

export interface ChangeableConnection {
  readonly state: () => ConnectionState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly change: (next: ConnectionState) => void;
}

export function createConnectionState(): ChangeableConnection {
  let current: ConnectionState = CONNECTED;
  const listeners = new Set<() => void>();
  return {
    state: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (next) => {
      if (next.kind === 'connected' && current.kind === 'connected') return;
      // A token that was refused stays so, and who has left has left.
      if (current.kind === 'left' || (current.kind === 'refused' && next.kind !== 'left')) return;
      current = next;
      for (const listener of listeners) listener();
    },
  };
}
