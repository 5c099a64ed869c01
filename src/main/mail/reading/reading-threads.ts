import type { MailReading } from './mail-reading.ts';
import { createReadingThread } from './reading-thread.ts';

/** How long one mail may be read, in milliseconds. */
const TIME_LIMIT_MS = 15_000;

/** Reads captured mails away from everything else. */
export interface ReadingThreads {
  /** For what has arrived. */
  readonly indexing: MailReading;
  /** For whoever looks at a mail, so that they do not wait for all that have arrived. */
  readonly viewing: MailReading;
  stop(): Promise<void>;
}

/** @param entry The file that calls `serveReading`. */
export function createReadingThreads(entry: URL): ReadingThreads {
  const indexing = createReadingThread(entry, TIME_LIMIT_MS);
  const viewing = createReadingThread(entry, TIME_LIMIT_MS);
  return {
    indexing,
    viewing,
    stop: async () => {
      await Promise.all([indexing.stop(), viewing.stop()]);
    },
  };
}
