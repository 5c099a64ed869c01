import type { LinkAnswer } from '../../../shared/contract/checks.ts';
import { askWeb, RemoteRefusedError } from './ask-web.ts';
import type { Network } from './network.ts';

const MAX_REDIRECTS = 5;
/** For one link with all its redirects, in milliseconds. */
const TIMEOUT_MS = 10_000;
/** Servers that know no HEAD say so, or say anything but yes. */
const WANTS_GET = new Set([400, 403, 404, 405, 501]);

/**
 * Asks whether a link leads anywhere, under the rules of `askWeb`, at each redirect anew. Nothing
 * of what comes is read.
 *
 * @param mayAsk Says why an address must not be asked, or null; a redirect may lead to such a one.
 */
export async function followLink(
  href: string,
  network: Network,
  mayAsk: (url: URL) => string | null,
): Promise<LinkAnswer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const redirects: string[] = [];
  let url = new URL(href);
  let status: number | null = null;
  try {
    for (;;) {
      const refusal = mayAsk(url);
      if (refusal !== null) throw new RemoteRefusedError(`It was not followed on. ${refusal}`);
      const answer = await headOf(url, network, signal);
      status = answer.status;
      if (answer.location === null) return { status, redirects, problem: problemOf(status) };
      if (!URL.canParse(answer.location, url.href)) {
        throw new RemoteRefusedError(`${url.hostname} leads to no address.`);
      }
      url = new URL(answer.location, url);
      redirects.push(url.href);
      if (redirects.length > MAX_REDIRECTS) {
        throw new RemoteRefusedError(`It leads on more than ${MAX_REDIRECTS} times.`);
      }
    }
  } catch (error) {
    if (!(error instanceof RemoteRefusedError)) throw error;
    return { status, redirects, problem: error.message };
  }
}

async function headOf(url: URL, network: Network, signal: AbortSignal) {
  for (const method of ['HEAD', 'GET'] as const) {
    const response = await askWeb(url, { network, signal, method, accept: '*/*' });
    response.destroy();
    const { statusCode: status = 0, headers } = response;
    const location = status >= 300 && status <= 399 ? (headers.location ?? null) : null;
    if (method === 'GET' || !WANTS_GET.has(status)) return { status, location };
  }
  throw new TypeError('The loop always answers.');
}

function problemOf(status: number): string | null {
  if (status >= 200 && status <= 299) return null;
  if (status === 404 || status === 410) return `There is no such page (${status}).`;
  if (status === 401 || status === 403) return `It wants a sign-in or refuses (${status}).`;
  return `It answered ${status}.`;
}
