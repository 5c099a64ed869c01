import { domainToASCII } from 'node:url';

import { foldText } from './fold-text.ts';

const FOREIGN = /[\u0080-\uffff]/;

/**
 * The domain of an address as searches compare it: in its ASCII form (IDNA), so that `köln.de` is
 * `xn--kln-sna.de` and never `koln.de`; '' for a text without one.
 */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  if (at === -1) return '';
  const domain = address.slice(at + 1);
  return foldText((FOREIGN.test(domain) && domainToASCII(domain)) || domain);
}
