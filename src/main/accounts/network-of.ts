import { isIPv4, isIPv6 } from 'node:net';

import { ipv6Groups, mappedIpv4 } from '../../shared/ip-address.ts';

/** A network that one household or one sender usually has to itself. */
export interface Network {
  /** As it is written: "203.0.113.0/24". */
  readonly name: string;
  /** What the texts of its addresses begin with. Some of other networks do as well. */
  readonly prefixes: readonly string[];
}

/**
 * The network of an address, as sign-ups from near each other are told by it: /24 for IPv4, /64 for
 * IPv6. Limits count by `limitedNetworkOf`, where neighbours in IPv4 are strangers.
 * @returns null for this machine itself, behind which anybody may be, and for what is no address.
 */
export function networkOf(address: string): Network | null {
  const plain = mappedIpv4(address) ?? address;
  if (isIPv4(plain)) {
    const prefix = `${plain.split('.').slice(0, 3).join('.')}.`;
    if (prefix.startsWith('127.')) return null;
    return { name: `${prefix}0/24`, prefixes: [prefix, `::ffff:${prefix}`, inHex(plain)] };
  }
  if (!isIPv6(address)) return null;
  const groups = ipv6Groups(address);
  const start = `${groups.slice(0, 4).join(':')}:`;
  if (groups.join(':') === '0:0:0:0:0:0:0:1') return null;
  return { name: `${start.replace(/:(?:0:)+$/, ':')}:/64`, prefixes: [start, ...shortened(start)] };
}

/** What the addresses of an IPv4 network begin with where they are written in IPv6's own way. */
function inHex(address: string): string {
  const [first = 0, second = 0, third = 0] = address.split('.').map(Number);
  const low = third === 0 ? '' : third.toString(16);
  return `::ffff:${(first * 256 + second).toString(16)}:${low}`;
}

/** The start of an IPv6 address with each of its runs of zeros left out (RFC 5952 section 4.2). */
function shortened(start: string): readonly string[] {
  return [...start.matchAll(/(?<=^|:)(?:0:)+/g)].map(
    ({ 0: zeros, index }) => `${start.slice(0, index) || ':'}:${start.slice(index + zeros.length)}`,
  );
}
