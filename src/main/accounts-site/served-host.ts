import { BlockList, isIP, isIPv6 } from 'node:net';

import { hostnameOf } from '../../shared/loopback-domain.ts';
import type { NetworkSettings, SiteSettings } from '../settings/settings.ts';

/** The names that this machine has for itself. Subdomains of localhost are not among them. */
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The addresses that only this machine has. */
const THIS_MACHINE = addressRanges(['127.0.0.0/8', '::1']);

/** What a request tells of where it comes from and where it wants to go. */
export interface RequestOrigin {
  /** Every name it has for the host: its Host header and its target's. */
  readonly hosts: readonly string[];
  /** The address at the other end of the connection, or '' where there is none. */
  readonly remoteAddress: string;
  readonly forwardedFor: string;
  readonly forwardedProto: string;
}

export type Admission =
  /** `address` is the visitor's, or '' for this machine. */
  | { readonly admitted: true; readonly address: string }
  | { readonly admitted: false; readonly status: 400 | 403; readonly reason: string };

/** A visitor at this very machine. */
export const OF_THIS_MACHINE = { admitted: true, address: '' } as const satisfies Admission;

/**
 * Whether a request is served here. On this machine alone, the host has to be the machine's own
 * name or the site's (DNS rebinding, CVE-2016-9014; Django's ALLOWED_HOSTS), and nothing that the
 * request claims to have been forwarded from is believed; it has to come from the machine itself,
 * even if the site should listen on more. Behind a proxy, it has to come from a trusted one, over
 * TLS, for the site's own host.
 */
export function admit(
  request: RequestOrigin,
  site: Pick<SiteSettings, 'domain'>,
  network: NetworkSettings,
): Admission {
  const hostnames = request.hosts.map(hostnameOf);
  const remote = plainAddress(request.remoteAddress);
  if (network.exposure === 'local') {
    if (remote !== '' && !isIn(THIS_MACHINE, remote)) {
      return refuse(403, 'This site is served to its own machine only.');
    }
    const isServed = hostnames.every(
      (name) => LOOPBACK.has(name) || name === hostnameOf(site.domain),
    );
    return isServed ? OF_THIS_MACHINE : badHost();
  }
  const proxies = addressRanges(network.trustedProxies);
  if (!isIn(proxies, remote)) {
    return refuse(403, 'This site is served through its proxy only.');
  }
  if (request.forwardedProto.trim().toLowerCase() !== 'https') {
    return refuse(403, 'The proxy has to end TLS and to send X-Forwarded-Proto: https.');
  }
  const served = [site.domain, ...network.allowedHosts].map(hostnameOf);
  if (!hostnames.every((name) => served.includes(name))) return badHost();
  const hops = request.forwardedFor.split(',').map((hop) => plainAddress(hop.trim()));
  // Only what a trusted proxy has added is believed: the last hop that is none of them.
  const address = hops.findLast((hop) => isIP(hop) !== 0 && !isIn(proxies, hop));
  return { admitted: true, address: address ?? remote };
}

/** Whether a form was sent from this site's own pages, as browsers tell it. */
export function isOwnOrigin(
  headers: { readonly host: string; readonly origin?: string; readonly fetchSite?: string },
  site: Pick<SiteSettings, 'domain' | 'scheme'>,
  isSecure: boolean,
): boolean {
  const { host, origin, fetchSite } = headers;
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return false;
  // A browser that tells nothing leaves it to the token.
  if (origin === undefined || origin === `${site.scheme}://${site.domain}`) return true;
  if (isSecure) return origin === `https://${host.toLowerCase()}`;
  return LOOPBACK.has(hostnameOf(host)) && origin === `http://${host.toLowerCase()}`;
}

/** Whether a text is an address or a range in CIDR notation. */
export function isAddressRange(text: string): boolean {
  const [, address = '', bits] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0) return false;
  return bits === undefined || Number(bits) <= (version === 4 ? 32 : 128);
}

function addressRanges(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges.filter(isAddressRange)) {
    const [address = '', bits] = range.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function isIn(ranges: BlockList, address: string): boolean {
  return isIP(address) !== 0 && ranges.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Without the form that IPv4 has on a socket of both kinds, and without a port or a zone. */
function plainAddress(address: string): string {
  const bare = address.replace(/^\[([^\]]+)\](?::\d+)?$/, '$1').replace(/%.*$/, '');
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/i.exec(bare)?.[1];
  return v4 ?? bare;
}

function badHost(): Admission {
  return refuse(400, 'Bad Request');
}

function refuse(status: 400 | 403, reason: string): Admission {
  return { admitted: false, status, reason };
}
