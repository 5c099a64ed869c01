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
    .flatMap((value) => parseAddresses(withoutInnerComments(value)))
    .flatMap((entry): Address[] => entry.group ?? [entry])
    .slice(0, MAX_ADDRESSES)
    .map(({ name, address = '' }) => ({
      // The library takes a bracket too many for a name.
      name: singleLine(decodeEncodedWords(name)).replace(/^[<>]+$/, ''),
      address: singleLine(shownAddress(address)),
    }))
    .filter(({ name, address }) => name !== '' || address !== '');
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
