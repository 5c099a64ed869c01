import XOAuth2 from 'nodemailer/lib/xoauth2';

import { messageOf } from '../../../shared/message-of.ts';
import { SmtpError } from './smtp-error.ts';
import type { SmtpLine } from './smtp-line.ts';
import { type SmtpServer, timeoutsOf } from './smtp-server.ts';

/**
 * Logs in to a server, with a password or with an access token (RFC 4954, XOAUTH2).
 *
 * @param mayBePlain Whether a secret may travel over a connection in clear.
 * @throws SmtpError, or the library's error.
 */
export async function logIn(
  line: SmtpLine,
  server: SmtpServer,
  mayBePlain: boolean,
): Promise<void> {
  const { connection } = line;
  if (!connection.secure && !mayBePlain) {
    const words = 'The password would travel in clear.';
    throw new SmtpError(words, { code: 'EPLAINPASSWORD' });
  }
  if (!connection.allowsAuth) {
    throw new SmtpError('The server offers no login.', { code: 'ENOAUTH' });
  }
  if (server.auth === 'xoauth2') await logInWithToken(line, server);
  else await logInWithPassword(line, server);
}

async function logInWithPassword({ connection, ask }: SmtpLine, server: SmtpServer): Promise<void> {
  const { user, password, auth = 'auto' } = server;
  if (user === null || password === null) {
    throw new SmtpError('There is no password for this login.', { code: 'ENOPASSWORD' });
  }
  const method = auth === 'auto' ? {} : { method: auth.toUpperCase() };
  await ask((done) => connection.login({ user, pass: password, ...method }, done));
}

async function logInWithToken({ connection, ask }: SmtpLine, server: SmtpServer): Promise<void> {
  const { user, oauth2 } = server;
  if (user === null || !oauth2) {
    throw new SmtpError('There is no refresh token for this login.', { code: 'ENOTOKEN' });
  }
  const { tokenUrl, clientId, clientSecret, refreshToken } = oauth2;
  const tokens = new XOAuth2({
    user,
    clientId,
    // Public clients have none; the library wants a text.
    clientSecret: clientSecret ?? '',
    refreshToken,
    accessUrl: tokenUrl,
    requestTimeout: timeoutsOf(server).greeting,
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  tokens.getToken(false, (error) => (error ? reject(error) : resolve()));
  await promise.catch((error: unknown) => {
    const words = messageOf(error);
    throw new SmtpError(words, { code: 'ETOKEN' });
  });
  await ask((done) => connection.login({ user, method: 'XOAUTH2', oauth2: tokens }, done));
}
