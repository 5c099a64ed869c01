import { parseDjangoDatetime, toDjangoDatetime } from '../../db/django-datetime.ts';
import type { Database } from '../../db/open-database.ts';
import { composeMail } from '../outbox/compose.ts';
import { type Edition, type RenderedMail, renderMail } from './edition.ts';
import type { MailKind } from './mail-kinds.ts';
import type { MailVariables } from './mail-variables.ts';
import { IS_QUEUED } from '../outbox/queue.ts';
import type { MailTemplates } from './templates.ts';
import { TEMPLATE_PROBLEM, UnwritableMail } from '../outbox/unwritable-mail.ts';

export interface Letters {
  /**
   * A mail's bytes. They are composed when they are first asked for, and kept: whoever asks again
   * gets the same. One that failed by its template is tried with the template that is in use now.
   *
   * @throws UnwritableMail when its template is wrong for it.
   */
  bytesOf(db: Database, id: number): Promise<Buffer>;
  /** The same bytes for a look: nothing is written. @throws UnwritableMail as bytesOf. */
  look(db: Database, id: number): Promise<Buffer>;
}

/** So many mails that are due next are composed with one, because their bytes share a commit. */
const AHEAD = 40;

type Row = Awaited<ReturnType<typeof withNext>>[number];

interface Written {
  readonly id: number;
  readonly raw: Buffer;
  readonly subject: string;
  readonly edition_id: number;
}

/** Composes the mails of the outbox, a few at a time. */
export function createLetters(given: {
  readonly now: () => Date;
  readonly templates: MailTemplates;
}): Letters {
  const { now, templates } = given;
  let underWay: Promise<unknown> = Promise.resolve();

  async function bytesOf(db: Database, id: number): Promise<Buffer> {
    const kept = await readBytes(db, id);
    if (kept) return kept;
    const turn = underWay.then(() => writeWithNext(db, id));
    underWay = turn.catch(() => {});
    return turn;
  }

  async function writeWithNext(db: Database, id: number): Promise<Buffer> {
    const kept = await readBytes(db, id);
    if (kept) return kept;
    const [own, ...next] = await withNext(db, id, now());
    if (!own) throw new TypeError(`There is no mail ${id} to write.`);
    const written = [await write(db, own)];
    for (const row of next) {
      // What is wrong with another is told when its turn comes.
      const other = await write(db, row).catch(unlessUnwritable);
      if (other) written.push(other);
    }
    await keep(db, written);
    return written[0]?.raw ?? Buffer.alloc(0);
  }

  async function write(db: Database, row: Row): Promise<Written> {
    const settled = settledEdition(row);
    const edition =
      settled === null
        ? await templates.inUse(db, row.kind as MailKind)
        : await templates.read(db, settled);
    return { id: row.id, ...(await compose(row, edition)), edition_id: edition.id };
  }

  async function look(db: Database, id: number): Promise<Buffer> {
    const kept = await readBytes(db, id);
    if (kept) return kept;
    const own = await rowsToWrite(db).where('id', '=', id).executeTakeFirstOrThrow();
    const settled = settledEdition(own);
    const edition =
      settled === null
        ? await templates.current(db, own.kind as MailKind)
        : await templates.read(db, settled);
    return (await compose(own, edition)).raw;
  }

  return { bytesOf, look };
}

/** What a mail was settled to be written from; null where that is what is in use by then. */
function settledEdition({ problem, edition_id }: Row): number | null {
  return problem === TEMPLATE_PROBLEM ? null : edition_id;
}

async function compose(row: Row, edition: Edition): Promise<Pick<Written, 'raw' | 'subject'>> {
  const rendered = render(edition, JSON.parse(row.variables ?? '{}') as MailVariables);
  const raw = await composeMail({
    ...rendered,
    from: { name: row.from_name, address: row.envelope_from },
    to: row.envelope_to,
    replyTo: row.reply_to,
    messageId: row.message_id,
    date: parseDjangoDatetime(row.created_at) ?? new Date(0),
  });
  return { raw, subject: rendered.subject };
}

async function readBytes(db: Database, id: number): Promise<Buffer | null> {
  const { raw } = await db
    .selectFrom('gatehouse_outbox')
    .select('raw')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return raw;
}

function rowsToWrite(db: Database) {
  return db
    .selectFrom('gatehouse_outbox')
    .select(['id', 'kind', 'edition_id', 'variables', 'problem', 'message_id', 'envelope_from'])
    .select(['from_name', 'envelope_to', 'reply_to', 'created_at']);
}

/** One mail, and those without bytes that are due next. */
function withNext(db: Database, id: number, at: Date) {
  const rows = rowsToWrite(db);
  const next = rows
    .where('raw', 'is', null)
    .where('id', '!=', id)
    .where(IS_QUEUED)
    .where('next_attempt_at', '<=', toDjangoDatetime(at))
    .orderBy('next_attempt_at')
    .orderBy('id')
    .limit(AHEAD);
  return rows
    .where('id', '=', id)
    .unionAll(db.selectFrom(next.as('next')).selectAll())
    .execute();
}

async function keep(db: Database, written: readonly Written[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const { id, ...columns } of written) {
      await transaction
        .updateTable('gatehouse_outbox')
        .set(columns)
        .where('id', '=', id)
        .where('raw', 'is', null)
        .execute();
    }
  });
}

function render(edition: Edition, variables: MailVariables): RenderedMail {
  try {
    return renderMail(edition, variables);
  } catch (error) {
    throw new UnwritableMail(error);
  }
}

function unlessUnwritable(error: unknown): null {
  if (error instanceof UnwritableMail) return null;
  throw error;
}
