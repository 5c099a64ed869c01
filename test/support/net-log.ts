import { readFile } from 'node:fs/promises';

/** What Chromium writes with `--log-net-log`. */
interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly { readonly type: number; readonly params?: unknown }[];
}

/** Events by which a name is looked up, or a connection begun or kept ready. */
const ASKING =
  /^(?:HOST_RESOLVER|.*CONNECT_JOB|TCP_CONNECT|SOCKET_POOL|HTTP_STREAM|QUIC_SESSION|UDP_)/;
const HOST = /(?:https?|wss?):\/\/([^/:"\s]+)|^"?([\w.-]+\.[a-z]+)(?::\d+)?"?$/i;

/**
 * The hosts that a browser has looked up or begun to connect to, itself left out. Preconnects are
 * among them, which no request shows.
 *
 * @param path Of a log whose browser has ended.
 */
export async function hostsAsked(path: string): Promise<string[]> {
  const { constants, events } = parseLog(await readFile(path, 'utf8'));
  const names = new Map(
    Object.entries(constants.logEventTypes).map(([name, number]) => [number, name]),
  );
  const hosts = new Set<string>();
  for (const { type, params } of events) {
    if (!ASKING.test(names.get(type) ?? '')) continue;
    for (const text of textsOf(params)) {
      const [, ofUrl, bare] = HOST.exec(text) ?? [];
      const host = ofUrl ?? bare;
      if (host !== undefined && host !== '127.0.0.1') hosts.add(host);
    }
  }
  return [...hosts].toSorted();
}

/** A log of a browser that was ended in a hurry lacks its end. */
function parseLog(text: string): NetLog {
  try {
    return JSON.parse(text) as NetLog;
  } catch {
    return JSON.parse(`${text.replace(/,\s*$/, '')}]}`) as NetLog;
  }
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
