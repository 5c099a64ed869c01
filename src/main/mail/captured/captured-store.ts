import { setImmediate } from 'node:timers/promises';

import { parseDjangoDatetime } from '../../db/django-datetime.ts';
import type { Database } from '../../db/open-database.ts';
import type { ReceivedMail as WireMail } from '../capture/server.ts';
import { indexBatch } from './captured-index.ts';
import { capturedRow, insertCaptured, type ReceivedMail, summaryOf } from './captured-rows.ts';
import type { CapturedSpool } from './captured-spool.ts';
import { tagLabels } from './captured-tags.ts';
import { rereadNext } from './reread-captured.ts';
import { type MailReading, mailReading } from '../reading/mail-reading.ts';
import { NoReaderError } from '../reading/reading-thread.ts';

export interface CapturedStore {
  /** Resolves once the mail is on disk; only then may the client hear 250. */
  add(mail: ReceivedMail): Promise<void>;
  /** Reads the headers of what has arrived since; safe to repeat after a crash. */
  index(): Promise<void>;
  /**
   * Makes mails of before there was a search findable, and reads again those that an older edition of
   * the reader has read; takes a while where there are many.
   */
  indexOlder(): Promise<void>;
  read(id: number): Promise<CapturedRecord | null>;
  /** Resolves when everything that was added is stored and indexed. */
  settled(): Promise<void>;
  /** Leaves older mails for the next start, and settles. */
  stop(): Promise<void>;
}

export interface CapturedRecord {
  readonly id: number;
  readonly receivedAt: Date;
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly preview: string;
  readonly size: number;
  readonly read: boolean;
  readonly hasAttachments: boolean;
  readonly starred: boolean;
  readonly tags: readonly string[];
  readonly raw: Buffer;
  /** How it came, or null when it came by no wire. */
  readonly client: WireMail['client'] | null;
  /** What was said before it, or null when nothing was. */
  readonly talk: string | null;
}

/** Mails that one transaction takes at most before it is written. */
const LARGEST_BATCH = 200;
/** How long mails whose line in the list has changed wait to be told of together, in milliseconds. */
const TOLD_AFTER_MS = 2_000;
/** How long headers wait at first, and after how many such pauses they wait no longer. */
const PAUSE_MS = 50;
const LONGEST_PAUSES = 100;
/** Clients are at it if more mails than this came in a pause: reading would take their processor. */
const FLOOD_MAILS = 10;

/**
 * Keeps captured mail. What arrives while a transaction is being written shares the next one, so
 * that many clients at once cost one sync to disk together (group commit).
 */
export function createCapturedStore(given: {
  readonly db: Database;
  /** Where mails are on disk first, closed with the store; the database itself when left out. */
  readonly spool?: CapturedSpool | null;
  readonly now: () => Date;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
  /** Who takes mails apart; this very thread when left out. */
  readonly reading?: MailReading;
}): CapturedStore {
  const { db, spool, now, onChange, onError, reading = mailReading } = given;
  const write = spool?.write ?? ((mails) => insertCaptured(db, mails.map(capturedRow)));
  const waiting: Arrival[] = [];
  let writing: Promise<void> | null = null;
  let indexing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let arrived = 0;
  let pauses = 0;
  let older: Promise<void> = Promise.resolve();
  let stopping = false;

  function add(mail: ReceivedMail): Promise<void> {
    const arrival = Promise.withResolvers<void>();
    waiting.push({ mail, resolve: arrival.resolve, reject: arrival.reject });
    writing ??= writeAll();
    return arrival.promise;
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, LARGEST_BATCH);
      try {
        await write(batch.map(({ mail }) => mail));
        arrived += batch.length;
        timer ??= setTimeout(indexUnlessFlooded, PAUSE_MS);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    // Here and not in a later turn: whoever was told above may have added the next mail already.
    writing = null;
  }

  /** Clients go first: headers are read once fewer mails come, or after a while of many. */
  function indexUnlessFlooded(): void {
    const isFlood = arrived > FLOOD_MAILS && pauses < LONGEST_PAUSES;
    pauses = isFlood ? pauses + 1 : 0;
    arrived = 0;
    if (isFlood) timer = setTimeout(indexUnlessFlooded, PAUSE_MS);
    else void index().catch(onError);
  }

  function index(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    indexing = (indexing ?? Promise.resolve()).then(indexAll, indexAll);
    return indexing;
  }

  async function indexAll(): Promise<void> {
    await spool?.empty();
    try {
      while ((await indexBatch({ db, reading }, 'new', now())) > 0) onChange();
    } catch (error) {
      // They are read when the next one arrives, or at the next start.
      if (!(error instanceof NoReaderError)) throw error;
      onError(error);
    }
  }

  /** One batch at a time, so that what arrives meanwhile is read in between. */
  async function indexOlder(): Promise<void> {
    let found = 0;
    for (let read = 1; read > 0 && !stopping; found += read) {
      read = await indexBatch({ db, reading }, 'older', now());
      await setImmediate();
    }
    if (found > 0) onChange();
    await reread();
  }

  async function reread(): Promise<void> {
    let untoldSince: number | null = null;
    try {
      while (!stopping) {
        const isOther = await rereadNext({ db, reading });
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

  async function read(id: number): Promise<CapturedRecord | null> {
    const row = await db
      .selectFrom('gatehouse_captured_mail')
      .selectAll()
      .select(tagLabels.as('tags'))
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return null;
    return {
      ...summaryOf(row),
      receivedAt: parseDjangoDatetime(row.received_at) ?? new Date(0),
      envelopeFrom: row.envelope_from,
      envelopeTo: JSON.parse(row.envelope_to) as string[],
      raw: row.raw,
      client:
        row.client_address === ''
          ? null
          : {
              address: row.client_address,
              hello: row.client_hello,
              tls: row.tls,
              user: row.auth_user,
            },
      talk: row.talk === '' ? null : row.talk,
    };
  }

  async function settled(): Promise<void> {
    await writing;
    await (timer === undefined ? indexing : index());
  }

  async function stop(): Promise<void> {
    stopping = true;
    // Whoever has begun it was told.
    await older.catch(() => undefined);
    try {
      await settled();
    } finally {
      await spool?.close();
    }
  }

  return {
    add,
    index,
    indexOlder: () => (older = indexOlder()),
    read,
    settled,
    stop,
  };
}

interface Arrival {
  readonly mail: ReceivedMail;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}
