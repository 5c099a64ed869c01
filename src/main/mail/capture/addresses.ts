import { domainToUnicode } from 'node:url';

import parseAddresses, { type Address } from 'nodemailer/lib/addressparser';

import { decodeEncodedWords } from './encoded-words.ts';
import { singleLine } from './header-block.ts';

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

const MAX_ADDRESSES = 20_000;

/**
 * The people in the values of an address header, those of groups among them (RFC 5322 section 3.4).
 *
 * @param values Unfolded, with their encoded words.
 */
export function readAddresses(values: readonly string[]): MailAddress[] {
  return values
    .flatMap((value) => parseAddresses(withoutInnerComments(closed(sealed(value)))))
    .flatMap((entry): Address[] => entry.group ?? [entry])
    .slice(0, MAX_ADDRESSES)
    .map(({ name, address = '' }) => ({
      name: singleLine(decodeEncodedWords(withoutStrayBracket(name))),
      address: singleLine(shownAddress(address)),
    }))
    .filter(({ name, address }) => name !== '' || address !== '');
}

/** Signs that mean something to an address header. */
const SPECIALS = /[,;:<>()@".\\[\]]/g;

/** Encoded words whose signs are encoded too (RFC 2047 section 5), so that none is read as the header's. */
function sealed(value: string): string {
  return value.replace(/(=\?[^?\s]+\?q\?)([^?]*)(?=\?=)/gi, (_, start: string, text: string) => {
    const encode = (sign: string): string => `=${sign.charCodeAt(0).toString(16).toUpperCase()}`;
    return start + text.replace(SPECIALS, encode);
  });
}

/** An address in angle brackets that ends what it stands in. */
const WITH_ADDRESS = /^[^"<>]*<[^"<>@\s]+@[^"<>\s]+>\s*(?:[,;]|$)/;

/** Without a quotation mark that nothing closes, before an address that it would swallow. */
function closed(value: string): string {
  const marks = [...value.matchAll(/\\[^]|"/g)].filter(({ 0: sign }) => sign === '"');
  if (marks.length % 2 === 0) return value;
  // Each second one ends what the one before it has begun.
  const stray = marks.find(
    ({ index }, place) => place % 2 === 0 && WITH_ADDRESS.test(value.slice(index + 1)),
  );
  return stray ? value.slice(0, stray.index) + value.slice(stray.index + 1) : value;
}

/** The library takes a bracket too many for a name, or for the end of one. */
function withoutStrayBracket(name: string): string {
  return name.includes('<') && /[^<>]/.test(name) ? name : name.replace(/(?<![<>])[<>]+$/, '');
}

/** With the domain as people write it. An address may not be hidden in an encoded word (RFC 2047 section 5). */
function shownAddress(address: string): string {
  if (/=\?[^?]+\?[bq]\?[^?]*\?=/i.test(address)) {
    const decoded = decodeEncodedWords(address);
    return /^[^\s@]+@[^\s@]+$/.test(decoded) && !decoded.includes('=?') ? decoded : '';
  }
  const domain = address.slice(address.lastIndexOf('@') + 1);
  if (!/(?:^|\.)xn--/i.test(domain)) return address;
  return address.slice(0, -domain.length) + (domainToUnicode(domain) || domain);
}

/**
 * Comments within an address are nothing of it (RFC 5322 section 3.2.2); one that stands beside it is
 * left, because programs of old wrote the name there.
 */
function withoutInnerComments(value: string): string {
  if (!value.includes('(')) return value;
  let [text, depth, commentStart, isQuoted, isInAngles] = ['', 0, 0, false, false];
  for (const { 0: sign, index } of value.matchAll(/\\[^]|["()<>]|[^\\"()<>]+|\\/g)) {
    const end = index + sign.length;
    if (depth === 0 && sign === '"') isQuoted = !isQuoted;
    if (isQuoted || (depth === 0 && sign !== '(')) {
      if (!isQuoted && (sign === '<' || sign === '>')) isInAngles = sign === '<';
      text += sign;
    } else if (sign === '(') {
      if (depth === 0) commentStart = index;
      depth += 1;
    } else if (sign === ')') {
      depth -= 1;
      const isWithin = isInAngles || /[^\s,;<>()"]/.test(value.charAt(end));
      if (depth === 0 && !isWithin) text += value.slice(commentStart, end);
    }
  }
  return depth === 0 ? text : value;
}
