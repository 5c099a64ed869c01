import { createServer, type Server } from 'node:http';

import { getRequestListener } from '@hono/node-server';

import { HOUR_MS } from '../../shared/durations.ts';
import { forgetLimits } from '../limits/forget-limits.ts';
import { dropEndedSessions } from '../sign-in/site-sessions.ts';
import { type AccountsSiteOptions, createAccountsSite } from './accounts-site.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import type { TestVisit } from './site-environment.ts';

export interface AccountsSiteServer {
  readonly port: number;
  /** Answers a request that no browser has sent, without a socket. */
  visit(request: Request, test: TestVisit): Promise<Response>;
  /**
   * Listens on another address from now on, at the same port; on the one before when it can't, and
   * nowhere until it is asked again when it can't there either. Asked while it moves, it moves on
   * afterwards.
   * @throws The error of `listen`, EADDRNOTAVAIL when this machine has no such address.
   */
  listenOn(address: string): Promise<void>;
  /** Stops listening, ends idle connections and gives requests under way a moment to end. */
  close(): Promise<void>;
}

/** How long a client may take for its headers, for a whole request, and between two requests. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 5_000 };
/** How often the timeouts above are looked at, in milliseconds. */
const TIMEOUT_CHECK_MS = 5_000;
/** How long requests under way have to end once the server closes, in milliseconds. */
const CLOSE_TIMEOUT_MS = 2_000;
/** How often sessions and counters that have run out are dropped, in milliseconds. */
const UPKEEP_MS = HOUR_MS;

/**
 * Serves the accounts site: on 127.0.0.1, and on another address only for a proxy with TLS.
 *
 * @param options.port 0 takes any free port.
 * @param options.address The address to listen on; 127.0.0.1 when left out.
 * @throws The error of `listen`, EADDRINUSE when the port is taken.
 */
export async function startAccountsSite(
  options: AccountsSiteOptions & { readonly port: number; readonly address?: string },
): Promise<AccountsSiteServer> {
  const { services, onError } = options;
  const site = await createAccountsSite(options);
  const listener = getRequestListener(site.fetch, {
    overrideGlobalObjects: false,
    // Called for requests without a usable Host or target, which never become a Request.
    errorHandler: () => new Response('Bad Request', { status: 400, headers: SECURITY_HEADERS }),
  });
  const first = options.address ?? '127.0.0.1';
  let server = await listen(options.port, first);
  /** Where it listens, or null when it can't anywhere. */
  let address: string | null = first;
  /** Resolves when it has done what it was asked so far. */
  let turn: Promise<unknown> = Promise.resolve();
  const { port } = portOf(server);

  async function listen(port: number, on: string): Promise<Server> {
    const opened = createServer(
      { ...TIMEOUTS, connectionsCheckingInterval: TIMEOUT_CHECK_MS },
      (incoming, outgoing) => {
        listener(incoming, outgoing).catch(onError);
      },
    );
    const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
    opened.once('error', reject);
    opened.listen(port, on, resolve);
    await listening;
    opened.off('error', reject).on('error', onError);
    return opened;
  }

  function listenOn(next: string): Promise<void> {
    const moved = turn.then(() => moveTo(next));
    turn = moved.catch(() => {});
    return moved;
  }

  async function moveTo(next: string): Promise<void> {
    if (next === address) return;
    const before = address;
    address = null;
    if (before !== null) await close(server);
    try {
      server = await listen(port, next);
      address = next;
    } catch (error) {
      if (before !== null) {
        server = await listen(port, before);
        address = before;
      }
      throw error;
    }
  }

  async function keepUp(): Promise<void> {
    await dropEndedSessions(services);
    await forgetLimits(services.db, services.now());
  }
  await keepUp().catch(onError);
  const upkeep = setInterval(() => {
    keepUp().catch(onError);
  }, UPKEEP_MS);
  upkeep.unref();

  return {
    port,
    visit: async (request, test) => site.fetch(request, { test }),
    listenOn,
    close: async () => {
      clearInterval(upkeep);
      await turn;
      if (address !== null) await close(server);
    },
  };
}

async function close(server: Server): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
  await closed;
  clearTimeout(timer);
}

function portOf(server: Server): { readonly port: number } {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('Not a TCP port.');
  return address;
}
