import { parentPort } from 'node:worker_threads';

import { type MailReading, mailReading } from '../../src/main/mail/reading/mail-reading.ts';
import { serveReading } from '../../src/main/mail/reading/reading-thread.ts';

/** A thread that reads mails and falls over those that say in their body how. */

const WAYS: Readonly<Record<string, () => void>> = {
  hang: () => {
    for (;;);
  },
  exhaust: () => {
    const kept: unknown[] = [];
    for (;;) kept.push(Array.from({ length: 100_000 }, (_, index) => ({ index })));
  },
  die: () => process.exit(1),
  throw: () => {
    throw new Error('It is broken.');
  },
};

function poisoned<Values extends readonly [Uint8Array, ...unknown[]], Value>(
  job: (...values: Values) => Promise<Value>,
): (...values: Values) => Promise<Value> {
  return async (...values) => {
    const [, way = ''] = /^poison: (\w+)/m.exec(Buffer.from(values[0]).toString('latin1')) ?? [];
    WAYS[way]?.();
    return job(...values);
  };
}

const reading: MailReading = {
  index: poisoned(mailReading.index),
  describe: poisoned(mailReading.describe),
  preview: poisoned(mailReading.preview),
  check: poisoned(mailReading.check),
  file: poisoned(mailReading.file),
};
if (parentPort) serveReading(parentPort, reading);
