import { BlockList, isIP } from 'node:net';

/** Not globally reachable, or a way to something that is not (IANA special-purpose registries). */
const SPECIAL_IPV4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // shared by carriers
  '127.0.0.0/8', // this computer
  '169.254.0.0/16', // link-local, and the cloud's metadata
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
];
/** Within 2000::/3, the only global unicast there is; all else is refused anyhow. */
const SPECIAL_IPV6 = [
  '2001::/23', // protocol assignments, with Teredo, benchmarks and ORCHID
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4, which carries an IPv4 address
  '2620:4f:8000::/48', // AS112
  '3fff::/20', // documentation
];
const GLOBAL_IPV6 = blockList(['2000::/3'], 'ipv6');
const SPECIAL = { ipv4: blockList(SPECIAL_IPV4, 'ipv4'), ipv6: blockList(SPECIAL_IPV6, 'ipv6') };
/** ISATAP (RFC 5214 section 6.1) hides an IPv4 address behind this. */
const ISATAP = /:(?:0?200:)?0*5efe:(?:[\d.]+|[\da-f]+:[\da-f]+)$/i;

/**
 * Whether an address belongs to a computer of the public internet: not to this one, its network or
 * its carrier's, in no form that stands for such an address, such as mapped, NAT64, 6to4, Teredo.
 *
 * @param address Without brackets and without a zone.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !SPECIAL.ipv4.check(address, 'ipv4');
  if (family !== 6 || address.includes('%') || ISATAP.test(address)) return false;
  return GLOBAL_IPV6.check(address, 'ipv6') && !SPECIAL.ipv6.check(address, 'ipv6');
}

function blockList(subnets: readonly string[], type: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', prefix] = subnet.split('/');
    list.addSubnet(network, Number(prefix), type);
  }
  return list;
}
