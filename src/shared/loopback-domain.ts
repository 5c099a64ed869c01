/** RFC 6761 section 6.3, and the name that hosts files give it beside that. */
const LOOPBACK_NAME = /^(?:.+\.)?localhost(?:\.localdomain)?\.?$/;
/** As URLs write them: 127.0.0.0/8, also within IPv6, `::1`, and those that stand for any address. */
const LOOPBACK_ADDRESS =
  /^(?:127(?:\.\d+){3}|0\.0\.0\.0|\[::(?:1|ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4})?\])$/;

/** Whether only this machine can reach the domain, given as URLs write it. */
export function isLoopbackDomain(domain: string): boolean {
  const hostname = hostnameOf(domain);
  return LOOPBACK_NAME.test(hostname) || LOOPBACK_ADDRESS.test(hostname);
}

/** How a new site is probably reached: what only this machine can reach has no certificate. */
export function likelyScheme(domain: string): 'http' | 'https' {
  return isLoopbackDomain(domain) ? 'http' : 'https';
}

/** The domain without its port, lower-cased; IPv6 addresses keep their brackets. */
export function hostnameOf(domain: string): string {
  return domain.toLowerCase().replace(/:\d+$/, '');
}
