import { createPublicKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

/** Makes a key to sign mails with: RSA of 2,048 bits (RFC 8301 section 3.2), as PKCS #8 in PEM. */
export async function makeDkimKey(): Promise<string> {
  const { privateKey } = await generate('rsa', { modulusLength: 2_048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/**
 * The TXT record that holds the public half (RFC 6376 section 3.6.1, RFC 8463 section 3).
 *
 * @param privateKey RSA or Ed25519, in PEM.
 */
export function dkimRecord(
  privateKey: string,
  { dkimDomain, dkimSelector }: { readonly dkimDomain: string; readonly dkimSelector: string },
): { name: string; value: string } {
  const key = createPublicKey(privateKey);
  const type = key.asymmetricKeyType === 'ed25519' ? 'ed25519' : 'rsa';
  const der = key.export({ type: 'spki', format: 'der' });
  // Of Ed25519 the bare 32 bytes are published, which end the structure (RFC 8463 section 4.2).
  const published = type === 'ed25519' ? der.subarray(-32) : der;
  return {
    name: `${dkimSelector}._domainkey.${dkimDomain}`,
    value: `v=DKIM1; k=${type}; p=${published.toString('base64')}`,
  };
}
