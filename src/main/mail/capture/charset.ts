import { isUtf8 } from 'node:buffer';

import libmime from 'libmime';
import { decode } from 'libmime/lib/charset';

import { RARE_CHARSETS } from './rare-charsets.ts';
import { SEVEN_BIT_CHARSETS } from './seven-bit-charsets.ts';

/** What programs of old wrote when they wrote no charset, or a wrong one. */
const OLD = 'windows-1252';
/** Labels that mean UTF-8 or say nothing. */
const PLAIN = /^(?:utf-?8|us-ascii|ascii|)$/;
const UTF_8 = /^utf-?8$/;
/** It outweighs every label (Encoding Standard section 6). */
const UTF_8_MARK = Buffer.from('\ufeff');
/** Bytes of an HTML part in which it may name its charset, as browsers look (HTML section 13.2.3.2). */
const META_BYTES = 1_024;
const META_CHARSET = /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i;
/** Bytes of a mail in which its charset is looked for, and names that are tried. */
const DECLARED_BYTES = 65_536;
const MAX_TRIED = 50;

/** Labels that say less than is sent under them, or that the library doesn't know. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['gb2312', 'gb18030'],
  ['gbk', 'gb18030'],
  ['cp936', 'gb18030'],
  ['windows-949', 'cp949'],
  ['ptcp154', 'pt154'],
  ['csptcp154', 'pt154'],
  ['cp154', 'pt154'],
  ['cyrillic-asian', 'pt154'],
  ['8859_1', OLD],
  ['ansi_x3.4-1968', 'us-ascii'],
  ['uhc', 'cp949'],
  ['cp50220', 'iso-2022-jp'],
  ['cp50221', 'iso-2022-jp'],
  ['cp50222', 'iso-2022-jp'],
  ['ucs-2', 'utf-16'],
  ['ucs2', 'utf-16'],
  ['iso-10646-ucs-2', 'utf-16'],
  ['mac-greek', 'macgreek'],
  ['mac-turkish', 'macturkish'],
  ['mac-icelandic', 'maciceland'],
  ['mac-croatian', 'maccroatian'],
  ['mac-romanian', 'macromania'],
  ['mac-thai', 'macthai'],
  ['mac-japanese', 'shift_jis'],
  ['mac-korean', 'cp949'],
  ['mac-chinesesimp', 'gb18030'],
  ['mac-chinesetrad', 'big5'],
  // Of the library's own, and no charset.
  ['binary', ''],
]);

/** Which part of ISO 8859 is which Latin alphabet: the library takes the ninth for the ninth part. */
const LATIN_PARTS = ['', '1', '2', '3', '4', '9', '10', '13', '14', '15', '16'];

/** Names of charsets that the library has been found to know, of which mails can make up any number. */
const known = new Set<string>();
const MAX_KNOWN = 1_000;

/** The label as it is compared. */
function nameOf(label: string): string {
  const name = label
    .trim()
    .replace(/^["']|["']$/g, '')
    .toLowerCase();
  const [, latin] = /^latin[-_]?(\d{1,2})$/.exec(name) ?? [];
  const part = LATIN_PARTS[Number(latin ?? 0)];
  if (part) return `iso-8859-${part}`;
  const plain = LABELS.get(name.replace(/^x-/, ''));
  return plain ?? name.replace(/^(?:dos-?|(?:ibm|cp)-?0*)(?=\d{3}$)/, 'cp');
}

/** A text, and whether its letters were guessed, because nobody knows the charset that it is in. */
interface ReadText {
  readonly text: string;
  readonly isGuessed: boolean;
}

/**
 * Text in a charset (RFC 2046 section 4.1.2). One that means UTF-8, says nothing or is known to nobody
 * is looked for in the bytes: UTF-8, what an HTML says of itself, or what Windows wrote.
 *
 * @param label As the mail gives it; empty for none.
 * @param isHtml Whether the text may name its charset in a `<meta>`.
 */
export function readCharset(bytes: Buffer, label: string, isHtml = false): ReadText {
  const name = nameOf(label);
  const isMarked = bytes.subarray(0, UTF_8_MARK.length).equals(UTF_8_MARK);
  const isToBeFound = isMarked || PLAIN.test(name);
  const declared = isToBeFound ? null : decoderOf(name);
  if (declared) return { text: declared(bytes), isGuessed: false };
  if (isMeantAsUtf8(bytes, UTF_8.test(name))) {
    return { text: new TextDecoder().decode(bytes), isGuessed: !isToBeFound && !isUtf8(bytes) };
  }
  const head = isHtml ? bytes.toString('latin1', 0, META_BYTES) : '';
  const named = nameOf(META_CHARSET.exec(head)?.[1] ?? '');
  const own = PLAIN.test(named) ? null : decoderOf(named);
  return own
    ? { text: own(bytes), isGuessed: false }
    : { text: decode(bytes, OLD), isGuessed: !isToBeFound };
}

/** The text alone, of what is no HTML; see `readCharset`. */
export function decodeCharset(bytes: Buffer, label: string): string {
  return readCharset(bytes, label).text;
}

/**
 * Whether the letters of a charset need not be guessed.
 *
 * @param label As the mail gives it (RFC 2045 section 5.1).
 */
export function isKnownCharset(label: string): boolean {
  const name = nameOf(label);
  return PLAIN.test(name) || decoderOf(name) !== null;
}

/** A header that stays as it is in a charset whose first half is ASCII. */
const ASCII = 'Subject: +AAo-~{0!\r\n';

/**
 * The charset in which the eight-bit headers of a mail may be: the first that it names anywhere at
 * its start, that is not UTF-8 and has ASCII in it.
 *
 * @param raw The whole mail.
 */
export function declaredCharset(raw: Buffer): string {
  const start = raw.toString('latin1', 0, DECLARED_BYTES);
  const labels = [...start.matchAll(/\bcharset\s*=\s*["']?([\w:.+-]+)/gi)];
  for (const [, label = ''] of labels.slice(0, MAX_TRIED)) {
    const name = nameOf(label);
    const decoder = PLAIN.test(name) ? null : decoderOf(name);
    if (decoder?.(Buffer.from(ASCII)) === ASCII) return label;
  }
  return OLD;
}

/** Null for a charset that nobody knows. */
function decoderOf(name: string): ((bytes: Buffer) => string) | null {
  const own = SEVEN_BIT_CHARSETS.get(name) ?? RARE_CHARSETS.get(name);
  if (own) return own;
  const isKnown = known.has(name) || libmime.createDecodeStream(name).supported;
  if (isKnown && known.size < MAX_KNOWN) known.add(name);
  return isKnown ? (bytes) => decode(bytes, name) : null;
}

/**
 * Whether letters can be read as UTF-8, but for those that were damaged or cut off: bytes that fit
 * together by accident are rare. Where the mail says that it is UTF-8, a single letter is enough.
 */
function isMeantAsUtf8(bytes: Buffer, isDeclared: boolean): boolean {
  if (isUtf8(bytes)) return true;
  const cost = isDeclared ? 0 : 1;
  let balance = 0;
  for (const letter of bytes.toString('utf8')) {
    if (letter === '\ufffd') balance -= cost;
    else if (letter > '\x7f') balance += 2;
  }
  return balance > 0;
}
