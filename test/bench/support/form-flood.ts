import { Agent, request } from 'node:http';

/** A form to be sent. */
export interface Form {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a number of forms went. */
export interface Flood {
  readonly perSecond: number;
  /** Milliseconds within which half and 99 of 100 answers were there. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Sends forms over connections that stay open, so many at a time.
 * @throws Error for an answer that is no redirect: a form that failed must not count as fast.
 */
export async function floodForms(
  port: number,
  forms: readonly Form[],
  atOnce: number,
): Promise<Flood> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const times: number[] = [];
  const waiting = forms.values();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const form of waiting) times.push(await send(port, form, agent));
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  agent.destroy();
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { perSecond: forms.length / seconds, p50: at(0.5), p99: at(0.99) };
}

async function send(port: number, { path, headers, body }: Form, agent: Agent): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const start = performance.now();
  const sending = request(
    {
      host: '127.0.0.1',
      port,
      path,
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(Buffer.byteLength(body)),
        ...headers,
      },
    },
    (answer) => {
      answer.resume();
      answer.on('end', () => {
        if (answer.statusCode === 302) resolve(performance.now() - start);
        else reject(new Error(`${path} answered ${answer.statusCode}.`));
      });
    },
  );
  sending.on('error', reject);
  sending.end(body);
  return promise;
}
