import { lookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';

import { SmtpError } from './smtp-error.ts';
import { type SmtpServer, timeoutsOf } from './smtp-server.ts';

export interface DialOptions {
  readonly signal: AbortSignal;
  readonly onResolved: (addresses: readonly string[]) => void;
}

/**
 * Looks a server's name up and connects to the first of its addresses that answers (RFC 8305).
 *
 * @throws SmtpError with the code EDNS, ESOCKET, ETIMEDOUT or EABORT.
 */
export async function dial(server: SmtpServer, options: DialOptions): Promise<Socket> {
  const { signal } = options;
  const timeout = AbortSignal.timeout(timeoutsOf(server).connect);
  const stop = AbortSignal.any([signal, timeout]);
  try {
    const found = await Promise.race([resolve(server), rejection(stop)]);
    options.onResolved(found.map(({ address }) => address));
    return await connectTo(server, found, stop);
  } catch (error) {
    if (signal.aborted) throw new SmtpError('Stopped while connecting.', { code: 'EABORT' });
    if (timeout.aborted) {
      throw new SmtpError('No connection in time.', {
        code: 'ETIMEDOUT',
        timeout: 'CONNECT_TIMEOUT',
      });
    }
    throw error;
  }
}

type Address = Awaited<ReturnType<typeof resolve>>[number];

async function resolve({ host }: SmtpServer) {
  try {
    return await lookup(host, { all: true });
  } catch (error) {
    const systemCode = codeOf(error);
    throw new SmtpError(`The name ${host} was not found.`, { code: 'EDNS', systemCode });
  }
}

function connectTo(
  { host, port }: SmtpServer,
  addresses: readonly Address[],
  signal: AbortSignal,
): Promise<Socket> {
  const { promise, resolve: succeed, reject } = Promise.withResolvers<Socket>();
  const socket = connect({
    host,
    port,
    autoSelectFamily: true,
    lookup: (_host, _options, callback) => callback(null, [...addresses]),
  });
  const stop = (): void => {
    socket.destroy();
    reject(signal.reason);
  };
  signal.addEventListener('abort', stop, { once: true });
  // Stays for good: between here and the library's own listener an error must not end the process.
  socket.on('error', (error) => {
    signal.removeEventListener('abort', stop);
    reject(new SmtpError(error.message, { code: 'ESOCKET', systemCode: codeOf(error) }));
  });
  socket.once('connect', () => {
    signal.removeEventListener('abort', stop);
    succeed(socket);
  });
  return promise;
}

function rejection(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  if (signal.aborted) reject(signal.reason);
  signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  return promise;
}

function codeOf(error: unknown): string | null {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
  return typeof code === 'string' ? code : null;
}
