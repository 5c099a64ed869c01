import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

/** Makes a key to sign mails with: RSA of 2,048 bits (RFC 8301 section 3.2), as PKCS #8 in PEM. */
export async function makeDkimKey(): Promise<string> {
  const { privateKey } = await generate('rsa', { modulusLength: 2_048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The key in a PEM, or null when mails can't be signed with it (RSA only, RFC 8301 section 3.1). */
export function readSigningKey(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'rsa' ? key : null;
  } catch {
    return null;
  }
}

/**
 * The TXT record that holds the public half (RFC 6376 section 3.6.1).
 *
 * @returns Null when that is no key that signs.
 */
export function dkimRecord(
  privateKey: string,
  { dkimDomain, dkimSelector }: { readonly dkimDomain: string; readonly dkimSelector: string },
): { name: string; value: string } | null {
  const key = readSigningKey(privateKey);
  if (!key) return null;
  const published = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return {
    name: `${dkimSelector}._domainkey.${dkimDomain}`,
    value: `v=DKIM1; k=rsa; p=${published.toString('base64')}`,
  };
}
