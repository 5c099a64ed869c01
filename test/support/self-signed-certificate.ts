import { type KeyAndCertificate, selfSigned } from '../../src/main/mail/capture/self-signed.ts';

/** A certificate for one host name that nobody vouches for, in force for a long time. */
export function selfSignedCertificate(host: string): KeyAndCertificate {
  const [from, until] = [new Date('2020-01-01T00:00:00Z'), new Date('2120-01-01T00:00:00Z')];
  return selfSigned({ names: [host], from, until });
}
