import { headerBlockEnd } from './header-block.ts';

/** Headers of which every mail that was sent has some (RFC 5322 section 3.6, RFC 2045). */
const USUAL =
  /^(?:from|sender|reply-to|to|cc|bcc|subject|date|message-id|received|return-path|delivered-to|mime-version|content-type)[ \t]*:/im;
/** A header's name in printable ASCII, at the very start or after a byte order mark. */
const STARTS_WITH_HEADER = /^(?:\xef\xbb\xbf)?[\x21-\x39\x3b-\x7e]+[ \t]*:/;

/** Whether bytes start as a mail does: with headers, of which one is usual in mails. */
export function looksLikeMail(raw: Buffer): boolean {
  const block = raw.toString('latin1', 0, headerBlockEnd(raw));
  return STARTS_WITH_HEADER.test(block) && USUAL.test(block.replace('\xef\xbb\xbf', ''));
}
