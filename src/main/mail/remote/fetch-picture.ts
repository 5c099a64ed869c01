import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';

import type { Network } from './network.ts';

export interface Picture {
  readonly contentType: string;
  readonly content: Buffer;
}

/** A picture was not fetched; the message says why, as a sentence. */
export class PictureRefusedError extends Error {
  override readonly name = 'PictureRefusedError';
}

const MAX_REDIRECTS = 3;
const MAX_BYTES = 5_000_000;
/** For one picture with all its redirects, in milliseconds. */
const TIMEOUT_MS = 10_000;
/** Pictures made of pixels only. */
const PICTURE_TYPE = /^image\/(?:png|gif|jpeg|webp|avif|bmp)$/;

/**
 * Fetches a picture from the public web: without cookies, referrer or name of this program, from
 * the very address that was judged, and judged anew at each redirect.
 *
 * @throws PictureRefusedError when it is no picture, too large, or nowhere that may be asked.
 */
export async function fetchPicture(address: string, network: Network): Promise<Picture> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = new URL(address);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await ask(url, network, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode < 300 || statusCode > 399 || headers.location === undefined) {
      return readPicture(response, url);
    }
    response.destroy();
    if (!URL.canParse(headers.location, url.href)) {
      throw new PictureRefusedError(`${url.hostname} leads to no address.`);
    }
    url = new URL(headers.location, url);
  }
  throw new PictureRefusedError(`${url.hostname} leads on more than ${MAX_REDIRECTS} times.`);
}

async function ask(url: URL, network: Network, signal: AbortSignal): Promise<IncomingMessage> {
  const { protocol, hostname, port, pathname, search } = url;
  const isSecure = protocol === 'https:';
  if (!isSecure && protocol !== 'http:') {
    throw new PictureRefusedError(`${protocol} is no address of the web.`);
  }
  const portNumber = port === '' ? (isSecure ? 443 : 80) : Number(port);
  if (!network.isAllowedPort(portNumber)) {
    throw new PictureRefusedError(`${url.host} is no usual port of a web server.`);
  }
  const name = hostname.replace(/^\[|\]$/g, '');
  const address = await allowedAddress(name, network);
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const send = isSecure ? requestHttps : requestHttp;
  send({
    host: address,
    port: portNumber,
    path: `${pathname}${search}`,
    headers: { host: url.host, accept: 'image/*', 'accept-encoding': 'identity' },
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
          throw new PictureRefusedError(`${name} has no address.`, { cause });
        })
      : [name];
  const [first] = addresses;
  if (first === undefined || !addresses.every(network.isAllowedAddress)) {
    throw new PictureRefusedError(`${name} is not on the public internet.`);
  }
  return first;
}

async function readPicture(response: IncomingMessage, { hostname }: URL): Promise<Picture> {
  try {
    const { statusCode, headers } = response;
    if (statusCode !== 200) throw new PictureRefusedError(`${hostname} answered ${statusCode}.`);
    const contentType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    const isEncoded = (headers['content-encoding'] ?? 'identity') !== 'identity';
    if (!PICTURE_TYPE.test(contentType) || isEncoded) {
      throw new PictureRefusedError(`${hostname} sent no picture.`);
    }
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BYTES) throw new PictureRefusedError(`A picture of ${hostname} is too large.`);
      chunks.push(chunk);
    }
    return { contentType, content: Buffer.concat(chunks) };
  } catch (error) {
    throw error instanceof PictureRefusedError ? error : notReached(hostname, error);
  } finally {
    response.destroy();
  }
}

function notReached(hostname: string, cause: unknown): PictureRefusedError {
  return new PictureRefusedError(`${hostname} could not be reached.`, { cause });
}
