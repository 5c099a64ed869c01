import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { composeMail } from './compose.ts';
import { type RenderedMail, renderMail } from './edition.ts';
import type { KeptEdition } from './edition-store.ts';
import type { MailKind } from './mail-kinds.ts';
import type { MailVariables } from './mail-variables.ts';
import { explainSmtpError, type SmtpProblem } from './smtp/explain.ts';
import type { SmtpServer } from './smtp/smtp-server.ts';
import type { MailTemplates } from './templates.ts';

/** What the outbox calls the problem of a mail that could not be written. */
const TEMPLATE_PROBLEM = 'template';

/** A mail can't be written, because its template is wrong for it. Says why, without values. */
export class UnwritableMail extends Error {
  override readonly name = 'UnwritableMail';
  readonly problem: SmtpProblem;

  constructor(cause: unknown) {
    const words = cause instanceof Error ? cause.message : String(cause);
    super(words, { cause });
    this.problem = {
      kind: 'content',
      code: TEMPLATE_PROBLEM,
      title: `It could not be written: ${words.replace(/\.?$/, '.')}`,
      advice: 'Mend its template under Mail, Templates, and send it again.',
      reply: null,
      smtpCode: null,
    };
  }
}

/** Explains what composing or sending a mail threw. */
export function explainFailure(error: unknown, server: SmtpServer): SmtpProblem {
  return error instanceof UnwritableMail ? error.problem : explainSmtpError(error, server);
}

interface LetterContext {
  readonly db: Database;
  readonly templates: MailTemplates;
}

/**
 * A mail's bytes. They are composed when they are first asked for, and kept: whoever asks again
 * gets the same. One that failed by its template is tried with the template that is in use now.
 *
 * @throws UnwritableMail when its template is wrong for it.
 */
export async function bytesOf({ db, templates }: LetterContext, id: number): Promise<Buffer> {
  const row = await db
    .selectFrom('gatehouse_outbox')
    .select(['raw', 'kind', 'edition_id', 'variables', 'problem', 'subject', 'message_id'])
    .select(['envelope_from', 'from_name', 'envelope_to', 'reply_to', 'created_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (row.raw) return row.raw;
  const edition =
    row.problem === TEMPLATE_PROBLEM || row.edition_id === null
      ? await templates.inUse(db, row.kind as MailKind)
      : await templates.read(db, row.edition_id);
  const rendered = render(edition, JSON.parse(row.variables ?? '{}') as MailVariables);
  const raw = await composeMail({
    ...rendered,
    from: { name: row.from_name, address: row.envelope_from },
    to: row.envelope_to,
    replyTo: row.reply_to,
    messageId: row.message_id,
    date: parseDjangoDatetime(row.created_at) ?? new Date(0),
  });
  const kept = await db
    .updateTable('gatehouse_outbox')
    .set({ raw, subject: rendered.subject, edition_id: edition.id })
    .where('id', '=', id)
    .where('raw', 'is', null)
    .executeTakeFirstOrThrow();
  // Somebody who asked at the same time was faster.
  return kept.numUpdatedRows === 0n ? bytesOf({ db, templates }, id) : raw;
}

function render(edition: KeptEdition, variables: MailVariables): RenderedMail {
  try {
    return renderMail(edition, variables);
  } catch (error) {
    throw new UnwritableMail(error);
  }
}
