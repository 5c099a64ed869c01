import { sql } from 'kysely';

import { toDjangoBoolean } from '../db/django-boolean.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { type ParsedMail, parseMail, summarise } from './capture/parse.ts';
import { textOfHtml } from './capture/text-of-html.ts';
import { foldTag, searchText } from './search/search-text.ts';

/** How many mails are read and parsed between two looks at the clock. */
const BATCH = 50;
/** Characters of a mail's words that can be found. */
const MAX_BODY_LENGTH = 500_000;
const MAX_TAGS = 20;
const MAX_TAG_LENGTH = 50;

/** Which mails: those that nothing is known of, or those of before there was a search. */
type Unindexed = 'new' | 'older';

/**
 * Reads the next mails that wait for it: what the list shows of them, their words and their tags.
 *
 * @returns How many there were; 0 once all are done.
 */
export async function indexBatch(db: Database, which: Unindexed, now: Date): Promise<number> {
  const rows = await db
    .selectFrom('gatehouse_captured_mail')
    .select(['id', 'raw', 'envelope_from', 'envelope_to'])
    .where(which === 'new' ? 'parsed_at' : 'searchable_at', 'is', null)
    .where(which === 'new' ? sql<boolean>`1` : sql<boolean>`parsed_at IS NOT NULL`)
    .orderBy('id', which === 'new' ? 'asc' : 'desc')
    .limit(BATCH)
    .execute();
  const parsed = await Promise.all(
    rows.map(async (row) => ({ ...row, mail: await parseMail(row.raw) })),
  );
  await db.transaction().execute(async (transaction) => {
    for (const { id, mail, envelope_from: from, envelope_to: to } of parsed) {
      await indexMail(transaction, { id, mail, from, to, now });
    }
  });
  return rows.length;
}

interface Indexed {
  readonly id: number;
  readonly mail: ParsedMail;
  readonly from: string;
  /** JSON, whose signs separate words as blanks do. */
  readonly to: string;
  readonly now: Date;
}

async function indexMail(db: Database, { id, mail, from, to, now }: Indexed): Promise<void> {
  const summary = summarise(mail);
  await db
    .updateTable('gatehouse_captured_mail')
    .set({
      message_id: mail.messageId,
      from_text: summary.from,
      to_text: summary.to,
      subject: summary.subject,
      preview: summary.preview,
      has_attachments: toDjangoBoolean(summary.hasAttachments),
      parsed_at: toDjangoDatetime(now),
      searchable_at: toDjangoDatetime(now),
    })
    .where('id', '=', id)
    .execute();
  await db
    .replaceInto('gatehouse_captured_words')
    .values({
      rowid: id,
      subject: searchText(mail.subject ?? ''),
      sender: searchText(`${from} ${people([...mail.from, ...mail.replyTo])}`),
      recipients: searchText(`${to} ${people([...mail.to, ...mail.cc, ...mail.bcc])}`),
      body: searchText(bodyWords(mail).slice(0, MAX_BODY_LENGTH)),
      files: searchText(mail.attachments.map(({ filename }) => filename).join(' ')),
    })
    .execute();
  const tags = tagsOf(mail).map((label) => ({ mail_id: id, tag: foldTag(label), label }));
  if (tags.length === 0) return;
  await db
    .insertInto('gatehouse_captured_tag')
    .values(tags)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Words of the text and of the HTML, because either may say what the other does not. */
function bodyWords({ text, html }: ParsedMail): string {
  const shown = html === null ? null : textOfHtml(html);
  return shown === null || shown === text ? (text ?? '') : `${text ?? ''}\n${shown}`;
}

function people(found: ParsedMail['from']): string {
  return found.map(({ name, address }) => `${name} ${address}`).join(' ');
}

/** The tags that the sending program asks for, separated by commas. */
function tagsOf({ headers }: ParsedMail): string[] {
  return headers
    .filter(({ name }) => name.toLowerCase() === 'x-tags')
    .flatMap(({ value }) => value.split(','))
    .map((label) => label.trim().slice(0, MAX_TAG_LENGTH))
    .filter((label) => label !== '')
    .slice(0, MAX_TAGS);
}
