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
    .flatMap((value) => parseAddresses(value))
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
