import { createServer } from 'node:http';

import { getRequestListener } from '@hono/node-server';

import { createAccountsSite } from './accounts-site.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import type { AccountsSiteServices } from './site-environment.ts';

export interface AccountsSiteServer {
  readonly port: number;
  /** Stops listening, ends idle connections and gives requests under way a moment to end. */
  close(): Promise<void>;
}

/** How long a client may take for its headers, for a whole request, and between two requests. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 5_000 };
/** How often the timeouts above are looked at, in milliseconds. */
const TIMEOUT_CHECK_MS = 5_000;
/** How long requests under way have to end once the server closes, in milliseconds. */
const CLOSE_TIMEOUT_MS = 2_000;

/**
 * Serves the accounts site on 127.0.0.1 only; a site for others stands behind a proxy with TLS.
 *
 * @param options.port 0 takes any free port.
 * @param options.resources Folder that holds `templates/` and `static/`.
 * @param options.onChange Called after a visitor changed something.
 * @throws The error of `listen`, EADDRINUSE when the port is taken.
 */
export async function startAccountsSite(options: {
  readonly port: number;
  readonly services: AccountsSiteServices;
  readonly resources: URL;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}): Promise<AccountsSiteServer> {
  const site = await createAccountsSite(options);
  const listener = getRequestListener(site.fetch, {
    overrideGlobalObjects: false,
    // Called for requests without a usable Host or target, which never become a Request.
    errorHandler: () => new Response('Bad Request', { status: 400, headers: SECURITY_HEADERS }),
  });
  const server = createServer(
    { ...TIMEOUTS, connectionsCheckingInterval: TIMEOUT_CHECK_MS },
    (incoming, outgoing) => {
      listener(incoming, outgoing).catch(options.onError);
    },
  );
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(options.port, '127.0.0.1', resolve);
  await listening;
  server.off('error', reject).on('error', options.onError);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('Not a TCP port.');
  return {
    port: address.port,
    async close() {
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}
