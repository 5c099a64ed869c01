import { selfSigned } from '../../src/main/mail/capture/self-signed.ts';
import { startCaptureServer } from '../../src/main/mail/capture/server.ts';
import { SMUGGLER } from './smtp-sessions.ts';

/*
 * The capture server in a process of its own, to be started with --expose-gc. Says its port, and
 * answers every message with what it has seen and how much it holds.
 */

let mails = 0;
let smuggled = 0;
let errors = 0;
const [from, until] = [new Date('2020-01-01T00:00:00Z'), new Date('2120-01-01T00:00:00Z')];
const server = await startCaptureServer({
  port: 0,
  name: 'gatehouse.test',
  now: () => new Date(),
  tls: selfSigned({ names: ['localhost'], from, until }),
  onMail: async ({ envelopeFrom }) => {
    mails += 1;
    if (envelopeFrom === SMUGGLER) smuggled += 1;
  },
  onError: () => {
    errors += 1;
  },
});

process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed } = process.memoryUsage();
  process.send?.({ mails, smuggled, errors, heapUsed });
});
process.send?.(server.port);
