import type { X509Certificate } from 'node:crypto';
import { TLSSocket } from 'node:tls';

import { dial } from './dial.ts';
import { createLine, socketOf } from './smtp-line.ts';
import type { SmtpServer } from './smtp-server.ts';

/**
 * Fetches the certificate of a server that is not trusted, for a person to look at. Nothing but
 * the greeting is exchanged, and never a login.
 *
 * @returns Null when there was none to be seen.
 */
export async function inspectCertificate(
  server: SmtpServer,
  signal: AbortSignal,
): Promise<X509Certificate | null> {
  const ignore = (): void => {};
  const socket = await dial(server, { signal, onResolved: ignore });
  const bare = { ...server, user: null, password: null, oauth2: null };
  const line = createLine({
    server: bare,
    socket,
    signal,
    onLine: ignore,
    onMilestone: ignore,
    trustAnything: true,
  });
  try {
    await line.ask((done) => line.connection.connect(done));
    const encrypted = socketOf(line.connection);
    return encrypted instanceof TLSSocket ? (encrypted.getPeerX509Certificate() ?? null) : null;
  } finally {
    line.connection.close();
  }
}
