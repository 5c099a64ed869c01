import { createServer } from 'node:http';

import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import type { Application } from '../app/application.ts';
import { createEventStreams } from './event-streams.ts';
import { carriesToken, foreignStatus } from './guard.ts';
import type { Ticket } from './ticket.ts';

export interface ConsoleServer {
  readonly port: number;
  /** Ends the event streams, and gives calls under way a moment to end. */
  close(): Promise<void>;
}

/** The largest call, in bytes. */
const MAX_BODY_BYTES = 10_000_000;
/** How long a client may take for its headers, for a whole request, and between two requests. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 5_000 };
/** How long calls under way have to end once the server closes, in milliseconds. */
const CLOSE_TIMEOUT_MS = 2_000;

interface ConsoleServerOptions extends Pick<Application, 'dispatch' | 'events' | 'pages'> {
  readonly port: number;
  /** What every call must carry; pages need none, because they hold nothing but the console. */
  readonly token: string;
  /** Takes a browser to the token, once; null when no browser is opened. */
  readonly ticket: Pick<Ticket, 'take'> | null;
  readonly onError: (error: unknown) => void;
}

/**
 * Serves the console on 127.0.0.1 only, to whoever holds the token.
 *
 * @param options.port 0 takes any free port.
 * @throws The error of `listen`, EADDRINUSE when the port is taken.
 */
export async function startConsoleServer(options: ConsoleServerOptions): Promise<ConsoleServer> {
  const streams = createEventStreams(options.events);
  let port = options.port;
  const app = createConsole({ ...options, streams, port: () => port });
  const listener = getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    // Called for requests without a usable Host or target, which never become a Request.
    errorHandler: () => refused(400),
  });
  const server = createServer(TIMEOUTS, (incoming, outgoing) => {
    listener(incoming, outgoing).catch(options.onError);
  });
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', resolve);
  await listening;
  server.off('error', reject).on('error', options.onError);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('Not a TCP port.');
  port = address.port;
  return {
    port,
    async close() {
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      streams.close();
      const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

function createConsole(
  given: Omit<ConsoleServerOptions, 'port'> & {
    readonly port: () => number;
    readonly streams: ReturnType<typeof createEventStreams>;
  },
): Hono {
  const app = new Hono();
  app.use(async ({ req }, next) => {
    const status = foreignStatus(req.raw.headers, given.port());
    return status === null ? next() : refused(status);
  });
  app.use('/bridge/*', async ({ req }, next) =>
    carriesToken(req.raw.headers, given.token) ? next() : refused(401),
  );
  const limit = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => refused(413) });
  app.post('/bridge/invoke', limit, async (context) => {
    const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/json') return refused(415);
    const call = readCall(await context.req.text());
    if (call === null) return refused(400);
    const result = await given.dispatch(call.procedure, call.input, context.req.raw.signal);
    return context.json(result, 200, { ...NO_STORE });
  });
  app.get('/bridge/events', () => given.streams.open());
  app.all('/bridge/*', () => refused(404));
  app.get('/open/:ticket', ({ req }) => {
    const isTaken = req.method === 'GET' && given.ticket?.take(req.param('ticket'));
    if (!isTaken) return new Response(USED, { status: 410, headers: NO_STORE });
    return new Response(null, {
      status: 303,
      headers: { ...NO_STORE, location: `/#${given.token}` },
    });
  });
  app.all('*', ({ req }) => given.pages(req.raw));
  app.onError((error) => {
    given.onError(error);
    return refused(500);
  });
  return app;
}

/** A procedure that is no text is unknown, as is one that nobody declared. */
function readCall(body: string): { readonly procedure: string; readonly input: unknown } | null {
  try {
    const call = JSON.parse(body) as { procedure?: unknown; input?: unknown } | null;
    if (typeof call !== 'object' || call === null) return null;
    return {
      procedure: typeof call.procedure === 'string' ? call.procedure : '',
      input: call.input,
    };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const USED =
  'This address opens the console once, and has been used or is too old. Open the first address that Gatehouse has printed. If nobody has been here before you, somebody else on this computer has opened it: end Gatehouse and start it again.';

const NO_STORE = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** A refusal says nothing but its status. */
function refused(status: number): Response {
  return new Response(null, { status, headers: NO_STORE });
}
