import { domainToASCII } from 'node:url';

/** An address as it goes over the wire: the domain in ASCII (RFC 5890), the local part as it is. */
export function addressForWire(address: string): string {
  const at = address.lastIndexOf('@');
  if (at === -1) return address;
  const domain = address.slice(at + 1);
  // Empty for what is no domain, such as an address literal.
  return `${address.slice(0, at)}@${domainToASCII(domain) || domain}`;
}

/** Whether only a server with SMTPUTF8 can take an address (RFC 6531). */
export function needsSmtpUtf8(wireAddress: string): boolean {
  return /[^\0-\x7f]/.test(wireAddress);
}

/** Whether an address could be mistaken for a command or its end. */
export function breaksCommand(address: string): boolean {
  return /[\p{Cc}<>]/u.test(address);
}
