import { X509Certificate } from 'node:crypto';

import { DAY_MS } from '../../../shared/durations.ts';
import { type SecretStore, UnopenedSecretError } from '../../settings/secret-store.ts';
import { type KeyAndCertificate, selfSigned } from './self-signed.ts';

/** How long a certificate is in force, and how long before its end another one is made. */
const VALID_MS = 730 * DAY_MS;
const RENEW_MS = 30 * DAY_MS;
/** A client's clock may be behind ours. */
const CLOCK_MS = DAY_MS;

/**
 * The capture server's own key and certificate, made at the first start and renewed in time. The
 * key is sealed and belongs to this installation alone; one that another has sealed is replaced.
 */
export async function captureCertificate(
  secrets: SecretStore,
  now: Date,
): Promise<KeyAndCertificate> {
  const stored = await secrets.read('capture.certificate').catch((error: unknown) => {
    if (error instanceof UnopenedSecretError) return null;
    throw error;
  });
  const kept = stored === null ? null : (JSON.parse(stored) as KeyAndCertificate);
  if (kept && new X509Certificate(kept.cert).validToDate.getTime() - now.getTime() > RENEW_MS) {
    return kept;
  }
  const made = selfSigned({
    names: ['localhost', '127.0.0.1'],
    from: new Date(now.getTime() - CLOCK_MS),
    until: new Date(now.getTime() + VALID_MS),
  });
  await secrets.write('capture.certificate', JSON.stringify(made));
  return made;
}
