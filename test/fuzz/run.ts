import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';

import { playSession } from './smtp-sessions.ts';

/*
 * Plays random SMTP sessions against the capture server: `run.ts --sessions 100000 --seed 1`.
 * Fails when the server ends, takes a smuggled mail, or holds more and more.
 */

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    atOnce: { type: 'string', default: '150' },
  },
});
const sessions = Number(values.sessions);
const seed = Number(values.seed);
const MEGABYTE = 1_048_576;
/** What the heap may grow by from the first tenth to the end, in megabytes. */
const GROWTH_MB = 20;

interface Report {
  readonly mails: number;
  readonly smuggled: number;
  readonly errors: number;
  readonly heapUsed: number;
}

const child = fork(new URL('fuzzed-server.ts', import.meta.url), {
  execArgv: ['--expose-gc'],
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
child.once('exit', (code) => {
  console.error(`The server ended by itself, with ${code}.`);
  process.exit(1);
});
const [port] = (await once(child, 'message')) as [number];

async function report(): Promise<Report> {
  const answer = once(child, 'message');
  child.send('report');
  return ((await answer) as [Report])[0];
}

const counts = new Map<string, number>();
let next = 0;
async function playUntil(end: number): Promise<void> {
  const player = async (): Promise<void> => {
    while (next < end) {
      next += 1;
      const kind = await playSession(port, seed * 1_000_003 + next);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: Number(values.atOnce) }, player));
}

const start = performance.now();
await playUntil(sessions / 10);
const early = await report();
for (let tenth = 2; tenth <= 10; tenth += 1) {
  await playUntil((sessions / 10) * tenth);
  process.stderr.write(`${next} of ${sessions}\r`);
}
const late = await report();
const grown = (late.heapUsed - early.heapUsed) / MEGABYTE;
console.log(
  `${sessions} sessions from seed ${seed}: ${JSON.stringify(Object.fromEntries(counts))}`,
);
console.log(
  `${late.mails} mails taken, ${late.smuggled} smuggled, ${late.errors} errors told, ` +
    `heap ${(late.heapUsed / MEGABYTE).toFixed(1)} MB, grown by ${grown.toFixed(1)} MB, ` +
    `${((performance.now() - start) / 1_000).toFixed(0)} s`,
);
child.removeAllListeners('exit');
child.kill();
if (late.smuggled > 0 || grown > GROWTH_MB) process.exit(1);
