import { headerBlockEnd } from './header-block.ts';

/** Headers of which every mail that was sent has some (RFC 5322 section 3.6, RFC 2045). */
const USUAL =
  /^(?:from|sender|reply-to|to|cc|bcc|subject|date|message-id|received|return-path|delivered-to|mime-version|content-type)[ \t]*:/im;
/** A header's name in printable ASCII. */
const STARTS_WITH_HEADER = /^[\x21-\x39\x3b-\x7e]+[ \t]*:/;
/** What programs leave before the headers: a byte order mark, empty lines, a line of an mbox. */
const BEFORE_HEADERS = /^(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n|>*From [^\n]*\n)*/;
/** How much of that is looked through, in bytes. */
const MOST_BEFORE = 2_000;

/** Whether bytes start as a mail does: with headers, of which one is usual in mails. */
export function looksLikeMail(raw: Buffer): boolean {
  const [before = ''] = BEFORE_HEADERS.exec(raw.toString('latin1', 0, MOST_BEFORE)) ?? [];
  const mail = raw.subarray(before.length);
  const block = mail.toString('latin1', 0, headerBlockEnd(mail));
  return STARTS_WITH_HEADER.test(block) && USUAL.test(block);
}
