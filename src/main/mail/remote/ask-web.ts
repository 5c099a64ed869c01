import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';

import type { Network } from './network.ts';

/** Something was not fetched; the message says why, as a sentence. */
export class RemoteRefusedError extends Error {
  override readonly name = 'RemoteRefusedError';
}

interface Question {
  readonly network: Network;
  readonly signal: AbortSignal;
  readonly method: 'GET' | 'HEAD';
  readonly accept: string;
}

/**
 * Asks an address of the public web: without cookies, referrer or name of this program, from the
 * very address that was judged. Follows nothing: each redirect is for the caller to judge anew.
 *
 * @throws RemoteRefusedError when it is nowhere that may be asked, or can't be reached.
 */
export async function askWeb(url: URL, question: Question): Promise<IncomingMessage> {
  const { network, signal, method, accept } = question;
  const { protocol, hostname, port, pathname, search } = url;
  const isSecure = protocol === 'https:';
  if (!isSecure && protocol !== 'http:') {
    throw new RemoteRefusedError(`${protocol} is no address of the web.`);
  }
  const portNumber = port === '' ? (isSecure ? 443 : 80) : Number(port);
  if (!network.isAllowedPort(portNumber)) {
    throw new RemoteRefusedError(`${url.host} is no usual port of a web server.`);
  }
  const name = hostname.replace(/^\[|\]$/g, '');
  const address = await allowedAddress(name, network);
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const send = isSecure ? requestHttps : requestHttp;
  send({
    host: address,
    port: portNumber,
    method,
    path: `${pathname}${search}`,
    headers: { host: url.host, accept, 'accept-encoding': 'identity' },
    agent: false,
    signal,
    ...(isSecure && isIP(name) === 0 ? { servername: name } : {}),
  })
    .on('response', resolve)
    .on('error', (cause) => reject(notReached(hostname, cause)))
    .end();
  return promise;
}

/** Resolved once; whoever has one address here and one elsewhere is not asked at all. */
async function allowedAddress(name: string, network: Network): Promise<string> {
  const addresses =
    isIP(name) === 0
      ? await network.resolve(name).catch((cause: unknown) => {
          throw new RemoteRefusedError(`${name} has no address.`, { cause });
        })
      : [name];
  const [first] = addresses;
  if (first === undefined || !addresses.every(network.isAllowedAddress)) {
    throw new RemoteRefusedError(`${name} is not on the public internet.`);
  }
  return first;
}

/** The refusal for a computer that does not answer. */
export function notReached(hostname: string, cause: unknown): RemoteRefusedError {
  return new RemoteRefusedError(`${hostname} could not be reached.`, { cause });
}
