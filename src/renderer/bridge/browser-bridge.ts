import type { Bridge, ChangedEvent } from '../../shared/bridge.ts';
import { procedureNamed } from '../../shared/contract/index.ts';
import type { Result } from '../../shared/errors.ts';
import { innerFailure } from '../../shared/inner-failure.ts';
import { TOPICS } from '../../shared/topics.ts';
import { createConnectionState, type Connection, type ConnectionState } from './connection.ts';
import { readEvents } from './read-events.ts';

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 10_000;

interface BrowserBridgeOptions {
  readonly token: string;
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The bridge of a normal browser: calls by POST, events as one long answer. */
export function createBrowserBridge({ token, fetch, now }: BrowserBridgeOptions): {
  readonly bridge: Bridge;
  readonly connection: Connection;
} {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const connection = createConnectionState();
  const listeners = new Set<(event: ChangedEvent) => void>();
  const tell = (event: ChangedEvent): void => {
    for (const listener of listeners) listener(event);
  };
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let listening: AbortController | null = null;

  async function listen(): Promise<void> {
    clearTimeout(timer);
    if (listening) return;
    listening = new AbortController();
    const refused = await stream(listening.signal).catch(() => false);
    listening = null;
    if (refused) connection.change({ kind: 'refused' });
    else retryLater();
  }

  /** @returns True when the token is not known any more. */
  async function stream(signal: AbortSignal): Promise<boolean> {
    const response = await fetch('/bridge/events', { headers, signal });
    if (isForeign(response)) return true;
    if (!response.ok || !response.body) return false;
    const wasLost = failures > 0;
    failures = 0;
    connection.change({ kind: 'connected' });
    if (wasLost) tell({ topics: TOPICS });
    await readEvents(response.body, tell);
    return false;
  }

  function retryLater(): void {
    const before = connection.state();
    const delay = Math.min(FIRST_DELAY_MS * 2 ** failures, MAX_DELAY_MS);
    failures += 1;
    const since = before.kind === 'lost' ? before.since : now();
    connection.change({ kind: 'lost', since, nextTryAt: now() + delay });
    timer = setTimeout(() => void listen(), delay);
  }

  /**
   * Without an answer, the stream that was open then may only seem to be: it is begun anew, after
   * which everything is asked again.
   */
  async function post(init: RequestInit): Promise<{ response: Response; body: string }> {
    const mine = listening;
    try {
      const response = await fetch('/bridge/invoke', { method: 'POST', headers, ...init });
      return { response, body: await response.text() };
    } catch (error) {
      if (init.signal?.aborted !== true) mine?.abort();
      throw error;
    }
  }

  void listen();
  return {
    bridge: {
      host: 'browser',
      invoke: async (procedure, input, signal?: AbortSignal) => {
        const kept = notSent(procedure, connection.state());
        if (kept !== null) return { ok: false, error: kept };
        const call = JSON.stringify({ procedure, input });
        try {
          const { response, body } = await post({ body: call, ...(signal && { signal }) });
          if (isForeign(response)) connection.change({ kind: 'refused' });
          if (isRefused(response)) return { ok: false, error: refusal(response) };
          if (response.status >= 500) {
            return { ok: false, error: innerFailure(procedureNamed(procedure)) };
          }
          return JSON.parse(body) as Result<unknown>;
        } catch {
          return { ok: false, error: noAnswer(procedure) };
        }
      },
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    connection: {
      ...connection,
      retry: () => void listen(),
      leave: () => connection.change({ kind: 'left' }),
    },
  };
}

function isForeign({ status }: Response): boolean {
  return status === 401 || status === 403;
}

/** The host says no by its status alone, before it looks at what was asked. */
function isRefused({ status }: Response): boolean {
  return status >= 400 && status < 500;
}

function refusal({ status }: Response) {
  return status === 413
    ? {
        code: 'unavailable' as const,
        message: 'This is more than Gatehouse takes at once. Nothing was changed.',
        advice: 'Do it in several parts.',
      }
    : {
        code: 'unavailable' as const,
        message: `Gatehouse did not let this in (${status}). Nothing was changed.`,
        advice: 'Open Gatehouse anew by its own address.',
      };
}

/** An act that would get no answer is not sent: so it is known that nothing was changed. */
function notSent(procedure: string, { kind }: ConnectionState) {
  if (kind === 'connected' || procedureNamed(procedure)?.kind !== 'command') return null;
  return kind === 'lost'
    ? {
        code: 'unavailable' as const,
        message: 'The connection is lost. Nothing was changed.',
        advice: 'Try again once it is back.',
      }
    : {
        code: 'unavailable' as const,
        message: 'Gatehouse was started anew. Nothing was changed.',
        advice: 'Open the address that Gatehouse printed.',
      };
}

/** What only reads has done nothing, and is asked for again by itself once the connection is back. */
function noAnswer(procedure: string) {
  if (procedureNamed(procedure)?.kind === 'query') {
    return {
      code: 'unavailable' as const,
      message: 'Gatehouse did not answer. This can’t be shown now.',
      advice: 'It comes by itself once the connection is back.',
    };
  }
  return {
    code: 'unavailable' as const,
    message: 'Gatehouse did not answer. Whether the act was done is not known.',
    advice: 'Look at Audit once the connection is back.',
  };
}
