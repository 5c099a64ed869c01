import { parentPort } from 'node:worker_threads';

import { mailReading } from './mail/reading/mail-reading.ts';
import { serveReading } from './mail/reading/reading-thread.ts';

/** The thread that takes mails of strangers apart. */

if (!parentPort) throw new TypeError('This is the entry of a thread.');
serveReading(parentPort, mailReading);
