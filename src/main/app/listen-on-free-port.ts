import { codeOf } from '../../shared/code-of.ts';
/** How many ports above the wished one are tried before any free one is taken. */
const NEXT_PORTS = 20;

export interface Listening<Server> {
  readonly server: Server;
  /** What to tell the person when it is not the wished port, or null. */
  readonly notice: string | null;
}

/**
 * Starts a server on a port, or on the next free one when it is taken.
 *
 * @param wished The port asked for; 0 takes any.
 * @param what The server's name for the notice, such as "accounts site".
 * @param start Starts it; rejects with `EADDRINUSE` or `EACCES` when it can't have the port.
 */
export async function listenOnFreePort<Server extends { readonly port: number }>(
  wished: number,
  what: string,
  start: (port: number) => Promise<Server>,
): Promise<Listening<Server>> {
  let refusal: PortRefusal = 'EADDRINUSE';
  for (let port = wished; port <= Math.min(wished + NEXT_PORTS, 65_535); port += 1) {
    try {
      const server = await start(port);
      return { server, notice: noticeFor(refusal, wished, server.port, what) };
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
      if (port === wished) refusal = code;
    }
  }
  const server = await start(0);
  return { server, notice: noticeFor(refusal, wished, server.port, what) };
}

type PortRefusal = 'EADDRINUSE' | 'EACCES';

const REASONS: Readonly<Record<PortRefusal, (port: number) => string>> = {
  EADDRINUSE: (port) => `Port ${port} is taken by another program.`,
  EACCES: (port) => `The system does not let this user have port ${port}.`,
};

function noticeFor(
  refusal: PortRefusal,
  wished: number,
  port: number,
  what: string,
): string | null {
  if (wished === 0 || wished === port) return null;
  return `${REASONS[refusal](wished)} The ${what} is at port ${port} instead.`;
}
