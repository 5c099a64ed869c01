import { isDeepStrictEqual } from 'node:util';

import { parseDjangoDatetime, toDjangoDatetime } from '../../db/django-datetime.ts';
import type { Database } from '../../db/open-database.ts';
import type { SiteSettings } from '../../settings/settings.ts';
import { readSite } from '../../settings/settings-store.ts';
import { composeMail } from './compose.ts';
import { type Edition, type RenderedMail, renderMail } from '../templates/edition.ts';
import type { MailKind } from '../templates/mail-kinds.ts';
import { type MailVariables, movedTo } from '../templates/mail-variables.ts';
import { UNSENT_STATES } from './outbox-states.ts';
import { IS_QUEUED } from './queue.ts';
import type { MailTemplates } from '../templates/templates.ts';
import { TEMPLATE_PROBLEM, UnwritableMail } from './unwritable-mail.ts';

export interface Letters {
  /**
   * A mail's bytes. They are composed when they are first asked for, and kept: whoever asks again
   * gets the same, unless the site has moved before they left, where their links would not. One that
   * failed by its template is tried with the template that is in use now.
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
  readonly variables: string;
  readonly edition_id: number;
}

/** A mail in these is still to leave; in the others its bytes are what left, or was refused. */
const TO_LEAVE: ReadonlySet<string> = new Set([...UNSENT_STATES, 'sending']);

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
    const site = await readSite(db);
    const first = await write(db, own, site);
    const others: Written[] = [];
    for (const row of next) {
      // What is wrong with another is told when its turn comes.
      const other = await write(db, row, site).catch(unlessUnwritable);
      if (other) others.push(other);
    }
    await keep(db, first, others);
    return first.raw;
  }

  async function write(db: Database, row: Row, site: SiteSettings): Promise<Written> {
    const settled = settledEdition(row);
    const edition =
      settled === null
        ? await templates.inUse(db, row.kind as MailKind)
        : await templates.read(db, settled);
    return { id: row.id, ...(await compose(row, edition, site)), edition_id: edition.id };
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
    return (await compose(own, edition, await readSite(db))).raw;
  }

  return { bytesOf, look };
}

/** What a mail was settled to be written from; null where that is what is in use by then. */
function settledEdition({ problem, edition_id }: Row): number | null {
  return problem === TEMPLATE_PROBLEM ? null : edition_id;
}

async function compose(
  row: Row,
  edition: Edition,
  site: SiteSettings,
): Promise<Omit<Written, 'id' | 'edition_id'>> {
  const variables = movedTo(site, variablesOf(row));
  const rendered = render(edition, variables);
  const raw = await composeMail({
    ...rendered,
    from: { name: row.from_name, address: row.envelope_from },
    to: row.envelope_to,
    replyTo: row.reply_to,
    messageId: row.message_id,
    date: parseDjangoDatetime(row.created_at) ?? new Date(0),
  });
  return { raw, subject: rendered.subject, variables: JSON.stringify(variables) };
}

/** Its bytes as they were kept; null where there are none, or the site has moved before they left. */
async function readBytes(db: Database, id: number): Promise<Buffer | null> {
  const row = await db
    .selectFrom('gatehouse_outbox')
    .select(['raw', 'state', 'variables'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (row.raw === null || row.variables === null || !TO_LEAVE.has(row.state)) return row.raw;
  const written = variablesOf(row);
  return isDeepStrictEqual(movedTo(await readSite(db), written), written) ? row.raw : null;
}

function variablesOf({ variables }: { readonly variables: string | null }): MailVariables {
  // What was queued before templates knew of invitations is none.
  return { invited_as: '', ...(JSON.parse(variables ?? '{}') as MailVariables) };
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

/** Keeps what was written of one, and of others unless they have got bytes meanwhile. */
async function keep(db: Database, first: Written, others: readonly Written[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const update = ({ id, ...columns }: Written) =>
      transaction.updateTable('gatehouse_outbox').set(columns).where('id', '=', id);
    await update(first).execute();
    for (const other of others) await update(other).where('raw', 'is', null).execute();
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
