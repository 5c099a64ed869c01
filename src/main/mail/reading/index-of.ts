import { type MailSummary, type ParsedMail, summarise } from '../capture/parse.ts';
import { textOfHtml } from '../capture/text-of-html.ts';
import { searchText } from '../search/search-text.ts';

/**
 * Counts what the reader has learnt: with a higher one, older mails are read again. To be raised with
 * every change of what is written down of a mail.
 */
export const READER_EDITION = 6;

/** What is written down of a mail for the list and the search. */
export interface IndexedMail {
  readonly summary: MailSummary;
  readonly messageId: string | null;
  readonly problem: string | null;
  /** Words, folded as the search folds them. */
  readonly subject: string;
  readonly sender: string;
  readonly recipients: string;
  readonly body: string;
  readonly files: string;
  readonly tags: readonly string[];
}

/** Characters of a mail whose words are found in their order; and those of the words found after them. */
const MAX_BODY_LENGTH = 500_000;
const MAX_MORE_LENGTH = 500_000;
const WORD = /[\p{L}\p{N}\p{M}]{1,100}/gu;
const MAX_TAGS = 20;
const MAX_TAG_LENGTH = 50;

/** What can be found of a mail. */
export function indexOf(mail: ParsedMail): IndexedMail {
  return {
    summary: summarise(mail),
    messageId: mail.messageId,
    problem: mail.problem,
    subject: searchText(mail.subject ?? ''),
    sender: searchText(people([...mail.from, ...mail.replyTo])),
    recipients: searchText(people([...mail.to, ...mail.cc, ...mail.bcc])),
    body: searchableBody(bodyWords(mail)),
    files: searchText(mail.attachments.map(({ filename }) => filename).join(' ')),
    tags: tagsOf(mail),
  };
}

/**
 * The words of a mail as they stand, and past a length each further word but once: long mails repeat
 * themselves, and a mail must not be missed because of where a word stands in it.
 */
function searchableBody(words: string): string {
  const start = words.slice(0, MAX_BODY_LENGTH);
  if (start.length === words.length) return searchText(words);
  // The word that is cut in two is one of those after.
  const cut = /\S{0,100}$/.exec(start)?.[0].length ?? 0;
  const more = new Set<string>();
  let length = 0;
  for (const [word] of searchText(words.slice(MAX_BODY_LENGTH - cut)).matchAll(WORD)) {
    if (more.has(word)) continue;
    length += word.length + 1;
    if (length > MAX_MORE_LENGTH) break;
    more.add(word);
  }
  return `${searchText(start)} ${[...more].join(' ')}`;
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
