import { isIPv4, isIPv6 } from 'node:net';

/** A network that one household or one sender usually has to itself. */
export interface Network {
  /** As it is written: "203.0.113.0/24". */
  readonly name: string;
  /** What the addresses of it begin with, in their usual text form. */
  readonly prefix: string;
}

/**
 * The network of an address, as sign-ups from near each other are told by it: /24 for IPv4, /64 for
 * IPv6. Limits count by `limitedNetworkOf`, where neighbours in IPv4 are strangers.
 * @returns null for this machine itself, behind which anybody may be, and for what is no address.
 */
export function networkOf(address: string): Network | null {
  if (isIPv4(address)) {
    const prefix = `${address.split('.').slice(0, 3).join('.')}.`;
    return prefix.startsWith('127.') ? null : { name: `${prefix}0/24`, prefix };
  }
  if (!isIPv6(address) || address === '::1') return null;
  const [start = ''] = address.split('::');
  const groups = start.split(':').filter(Boolean);
  if (groups.length < 4) return { name: address, prefix: address };
  const prefix = `${groups.slice(0, 4).join(':')}:`;
  return { name: `${prefix}:/64`, prefix };
}
