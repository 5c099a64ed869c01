import { checkEmailAddress } from '../accounts/email-address.ts';

/**
 * Whether an address is among those that mail may be released to.
 *
 * @param allowed Addresses, and domains that stand for everybody there and below; empty allows all.
 */
export function mayReceive(address: string, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  const key = address.toLowerCase();
  const domain = key.slice(key.lastIndexOf('@') + 1);
  return allowed.some((entry) => {
    const wanted = entry.trim().toLowerCase();
    if (wanted.includes('@') && !wanted.startsWith('@')) return wanted === key;
    const name = wanted.replace(/^@/, '');
    return domain === name || domain.endsWith(`.${name}`);
  });
}

/** What is wrong with an entry of the list of allowed recipients, or null. */
export function allowedEntryFault(entry: string): string | null {
  const address = entry.includes('@') ? entry.replace(/^@/, 'anybody@') : `anybody@${entry}`;
  return checkEmailAddress(address).ok
    ? null
    : 'Enter an address or a domain, such as shop.example.';
}
