import { setImmediate } from 'node:timers/promises';

import type { Database } from '../../db/open-database.ts';
import type { MailReading } from '../reading/mail-reading.ts';
import { indexBatch } from './captured-index.ts';
import { rereadNext } from './reread-captured.ts';

interface Given {
  readonly db: Database;
  readonly reading: MailReading;
  readonly now: () => Date;
  readonly onChange: () => void;
  /** Resolves when the next may be read; false ends it. */
  readonly mayGoOn: () => Promise<boolean>;
}

/** How long mails whose line in the list has changed wait to be told of together, in milliseconds. */
const TOLD_AFTER_MS = 2_000;

/**
 * Makes mails of before there was a search findable, and reads again those that an older edition of
 * the reader has read. One batch at a time, so that what arrives meanwhile is read in between.
 */
export async function readOlder(given: Given): Promise<void> {
  const { now, onChange, mayGoOn } = given;
  let found = 0;
  for (let read = 1; read > 0 && (await mayGoOn()); found += read) {
    read = await indexBatch(given, 'older', now());
    await setImmediate();
  }
  if (found > 0) onChange();
  await rereadAll(given);
}

async function rereadAll(given: Given): Promise<void> {
  const { onChange, mayGoOn } = given;
  let untoldSince: number | null = null;
  try {
    while (await mayGoOn()) {
      const isOther = await rereadNext(given);
      if (isOther === null) break;
      if (isOther) untoldSince ??= performance.now();
      if (untoldSince !== null && performance.now() - untoldSince >= TOLD_AFTER_MS) {
        untoldSince = null;
        onChange();
      }
      await setImmediate();
    }
  } finally {
    if (untoldSince !== null) onChange();
  }
}
