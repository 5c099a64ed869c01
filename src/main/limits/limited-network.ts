import { isIPv6 } from 'node:net';

import { ipv6Groups, mappedIpv4 } from '../../shared/ip-address.ts';

/**
 * Whom a limit counts as one: the part of an address that one household or firm shares, all of IPv4
 * and 64 bits of IPv6. Neighbours in IPv4 are strangers, whom nobody's tries may shut out; what
 * comes from near each other is told by `networkOf` in `accounts/network-of.ts`.
 */
export function limitedNetworkOf(address: string): string {
  if (!isIPv6(address)) return address;
  return mappedIpv4(address) ?? `${ipv6Groups(address).slice(0, 4).join(':')}::/64`;
}
