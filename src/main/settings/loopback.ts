import { isIPv4 } from 'node:net';

/** Whether a host is this machine, by its name alone: what DNS says about a name can change. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}
