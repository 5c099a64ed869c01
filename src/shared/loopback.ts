/** 127.0.0.0/8 (RFC 1122 section 3.2.1.3), in the only way of writing it that all programs read alike. */
const IPV4 = /^127(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;

/** Whether a host is this machine, by its name alone: what DNS says about a name can change. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || IPV4.test(name);
}
