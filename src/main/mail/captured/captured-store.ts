import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';

import { parseDjangoDatetime } from '../../db/django-datetime.ts';
import type { Database } from '../../db/open-database.ts';
import type { ReceivedMail as WireMail } from '../capture/server.ts';
import { indexBatch } from './captured-index.ts';
import { capturedRow, insertCaptured, type ReceivedMail, summaryOf } from './captured-rows.ts';
import type { CapturedSpool } from './captured-spool.ts';
import { tagLabels } from './captured-tags.ts';
import { readOlder } from './read-older.ts';
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
/** How long headers wait at first, and after how long they wait no longer, in milliseconds. */
const PAUSE_MS = 50;
const LONGEST_WAIT_MS = 5_000;
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
  /** Since when mails wait to be read, by the process's clock, and whether clients go first. */
  let waitingSince: number | null = null;
  let isFlood = false;
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
      // Whoever was told goes on, and all that sockets hold by now shares the next write.
      await nextTurn();
      const batch = waiting.splice(0, LARGEST_BATCH);
      try {
        await write(batch.map(({ mail }) => mail));
        arrived += batch.length;
        waitingSince ??= performance.now();
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
    isFlood = mustWait(waitingSince);
    arrived = 0;
    if (isFlood) timer = setTimeout(indexUnlessFlooded, PAUSE_MS);
    else void indexNext(mustWait).catch(onError);
  }

  function mustWait(since: number | null): boolean {
    return arrived > FLOOD_MAILS && since !== null && performance.now() - since < LONGEST_WAIT_MS;
  }

  function index(): Promise<void> {
    return indexNext(() => false);
  }

  function indexNext(isPaused: (since: number | null) => boolean): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    isFlood = false;
    const work = () => indexAll(isPaused);
    indexing = (indexing ?? Promise.resolve()).then(work, work);
    return indexing;
  }

  /** @param isPaused Whether the rest is left to the next time, which the mails that came have set. */
  async function indexAll(isPaused: (since: number | null) => boolean): Promise<void> {
    const since = waitingSince;
    waitingSince = null;
    await spool?.empty();
    try {
      while ((await indexBatch({ db, reading }, 'new', now())) > 0) {
        onChange();
        if (!isPaused(since)) continue;
        waitingSince = since;
        timer ??= setTimeout(indexUnlessFlooded, PAUSE_MS);
        return;
      }
    } catch (error) {
      // They are read when the next one arrives, or at the next start.
      if (!(error instanceof NoReaderError)) throw error;
      onError(error);
    }
  }

  /** Mails of before wait until clients have ended, or until those that have come wait no longer. */
  async function mayGoOn(): Promise<boolean> {
    while (isFlood && !stopping) await pause(PAUSE_MS);
    return !stopping;
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
    if (timer === undefined) await indexing;
    // They may have come meanwhile, and before others.
    if (timer !== undefined) await index();
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
    indexOlder: () => (older = readOlder({ db, reading, now, onChange, mayGoOn })),
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
