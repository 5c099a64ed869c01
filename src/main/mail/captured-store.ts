import { fromDjangoBoolean, toDjangoBoolean } from '../db/django-boolean.ts';
import { parseDjangoDatetime, toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { type ParsedMail, parseMail, summarise } from './capture/parse.ts';

/** A mail as the capture server received it. */
export interface ReceivedMail {
  readonly raw: Buffer;
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  readonly receivedAt: Date;
}

export interface CapturedStore {
  /** Resolves once the mail is on disk; only then may the client hear 250. */
  add(mail: ReceivedMail): Promise<void>;
  /** Reads the headers of what has arrived since; safe to repeat after a crash. */
  index(): Promise<void>;
  read(id: number): Promise<{ row: CapturedRecord; parsed: ParsedMail } | null>;
  /** Resolves when everything that was added is stored and indexed. */
  settled(): Promise<void>;
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
  readonly raw: Buffer;
}

/** How many mails are read and parsed between two looks at the clock. */
const INDEX_BATCH = 50;
/** A pause in which no mail arrives, and the longest that headers wait for one. */
const PAUSE_MS = 50;
const LONGEST_MS = 1_000;

/**
 * Keeps captured mail. What arrives while a transaction is being written shares the next one, so
 * that many clients at once cost one sync to disk together (group commit).
 */
export function createCapturedStore(given: {
  readonly db: Database;
  readonly now: () => Date;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}): CapturedStore {
  const { db, now, onChange, onError } = given;
  let waiting: Arrival[] = [];
  let writing: Promise<void> | null = null;
  let indexing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let waitingSince = 0;

  function add(mail: ReceivedMail): Promise<void> {
    const arrival = Promise.withResolvers<void>();
    waiting.push({ mail, resolve: arrival.resolve, reject: arrival.reject });
    writing ??= writeAll();
    return arrival.promise;
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await db.transaction().execute((transaction) => insertAll(transaction, batch));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    // Here and not in a later turn: whoever was told above may have added the next mail already.
    writing = null;
    indexSoon();
  }

  /** Clients go first: headers are read in the next pause, or after a while without one. */
  function indexSoon(): void {
    if (timer === undefined) waitingSince = now().getTime();
    else if (now().getTime() - waitingSince > LONGEST_MS) return;
    clearTimeout(timer);
    timer = setTimeout(() => void index().catch(onError), PAUSE_MS);
  }

  function index(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    indexing = (indexing ?? Promise.resolve()).then(indexAll, indexAll);
    return indexing;
  }

  async function indexAll(): Promise<void> {
    for (;;) {
      const rows = await db
        .selectFrom('gatehouse_captured_mail')
        .select(['id', 'raw'])
        .where('parsed_at', 'is', null)
        .orderBy('id')
        .limit(INDEX_BATCH)
        .execute();
      if (rows.length === 0) return;
      const parsed = await Promise.all(
        rows.map(async ({ id, raw }) => ({ id, mail: await parseMail(raw) })),
      );
      await db.transaction().execute(async (transaction) => {
        for (const { id, mail } of parsed) {
          await transaction
            .updateTable('gatehouse_captured_mail')
            .set(indexed(mail, now()))
            .where('id', '=', id)
            .execute();
        }
      });
      onChange();
    }
  }

  async function read(id: number) {
    const row = await db
      .selectFrom('gatehouse_captured_mail')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return null;
    const record: CapturedRecord = {
      id: row.id,
      receivedAt: parseDjangoDatetime(row.received_at) ?? new Date(0),
      envelopeFrom: row.envelope_from,
      envelopeTo: JSON.parse(row.envelope_to) as string[],
      from: row.from_text,
      to: row.to_text,
      subject: row.subject,
      preview: row.preview,
      size: row.size,
      read: row.read_at !== null,
      hasAttachments: fromDjangoBoolean(row.has_attachments),
      raw: row.raw,
    };
    return { row: record, parsed: await parseMail(row.raw) };
  }

  async function settled(): Promise<void> {
    await writing;
    await (timer === undefined ? indexing : index());
  }

  return { add, index, read, settled };
}

interface Arrival {
  readonly mail: ReceivedMail;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

async function insertAll(db: Database, batch: readonly Arrival[]): Promise<void> {
  for (const { mail } of batch) {
    await db
      .insertInto('gatehouse_captured_mail')
      .values({
        received_at: toDjangoDatetime(mail.receivedAt),
        envelope_from: mail.envelopeFrom,
        envelope_to: JSON.stringify(mail.envelopeTo),
        from_text: '',
        to_text: mail.envelopeTo.join(', '),
        subject: '',
        preview: '',
        size: mail.raw.byteLength,
        raw: mail.raw,
        has_attachments: 0,
      })
      .execute();
  }
}

function indexed(mail: ParsedMail, instant: Date) {
  const summary = summarise(mail);
  return {
    message_id: mail.messageId,
    from_text: summary.from,
    to_text: summary.to,
    subject: summary.subject,
    preview: summary.preview,
    has_attachments: toDjangoBoolean(summary.hasAttachments),
    parsed_at: toDjangoDatetime(instant),
  };
}
