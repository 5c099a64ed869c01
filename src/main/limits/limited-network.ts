import { isIPv6 } from 'node:net';

/**
 * Whom a limit counts as one: the part of an address that one household or firm shares, all of IPv4
 * and 64 bits of IPv6. Neighbours in IPv4 are strangers, whom nobody's tries may shut out; what
 * comes from near each other is told by `networkOf` in `accounts/network-of.ts`.
 */
export function limitedNetworkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? `${expand(address).slice(0, 4).join(':')}::/64`;
}

/** The eight groups of an IPv6 address, without leading zeros. */
function expand(address: string): readonly string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const first = head.split(':').filter(Boolean);
  const last = (tail ?? '').split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  return [...first, ...Array<string>(missing).fill('0'), ...last].map((group) =>
    group.toLowerCase().replace(/^0+(?=.)/, ''),
  );
}
