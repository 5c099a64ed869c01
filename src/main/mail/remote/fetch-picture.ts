import type { IncomingMessage } from 'node:http';

import { askWeb, notReached, RemoteRefusedError } from './ask-web.ts';
import type { Network } from './network.ts';

export interface Picture {
  readonly contentType: string;
  readonly content: Buffer;
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
 * @throws RemoteRefusedError when it is no picture, too large, or nowhere that may be asked.
 */
export async function fetchPicture(address: string, network: Network): Promise<Picture> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = new URL(address);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await askWeb(url, { network, signal, method: 'GET', accept: 'image/*' });
    const { statusCode = 0, headers } = response;
    if (statusCode < 300 || statusCode > 399 || headers.location === undefined) {
      return readPicture(response, url);
    }
    response.destroy();
    if (!URL.canParse(headers.location, url.href)) {
      throw new RemoteRefusedError(`${url.hostname} leads to no address.`);
    }
    url = new URL(headers.location, url);
  }
  throw new RemoteRefusedError(`${url.hostname} leads on more than ${MAX_REDIRECTS} times.`);
}

async function readPicture(response: IncomingMessage, { hostname }: URL): Promise<Picture> {
  try {
    const { statusCode, headers } = response;
    if (statusCode !== 200) throw new RemoteRefusedError(`${hostname} answered ${statusCode}.`);
    const contentType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    const isEncoded = (headers['content-encoding'] ?? 'identity') !== 'identity';
    if (!PICTURE_TYPE.test(contentType) || isEncoded) {
      throw new RemoteRefusedError(`${hostname} sent no picture.`);
    }
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BYTES) throw new RemoteRefusedError(`A picture of ${hostname} is too large.`);
      chunks.push(chunk);
    }
    return { contentType, content: Buffer.concat(chunks) };
  } catch (error) {
    throw error instanceof RemoteRefusedError ? error : notReached(hostname, error);
  } finally {
    response.destroy();
  }
}
