import type { Database } from '../db/open-database.ts';
import type { SecretStore } from '../settings/secret-store.ts';
import type { MailSettings } from '../settings/settings.ts';
import { readSetting } from '../settings/settings-store.ts';
import type { SmtpServer } from './smtp/connection.ts';

/** Where mail goes right now. */
export interface Delivery {
  /** `capture`, or the server's host and port: what the outbox writes beside each mail. */
  readonly destination: string;
  readonly server: SmtpServer;
}

/** Mail can't go anywhere as things stand; the words say why and what to do. */
export class NoDeliveryError extends Error {
  override readonly name = 'NoDeliveryError';
  readonly title: string;
  readonly advice: string;

  constructor(title: string, advice: string) {
    super(title);
    this.title = title;
    this.advice = advice;
  }
}

/**
 * Reads the saved settings into a place to deliver to.
 * @param capturePort Port of the running capture server, or null while there is none.
 * @throws NoDeliveryError when the choice can't be followed.
 */
export async function chosenDelivery(
  db: Database,
  secrets: SecretStore,
  capturePort: number | null,
): Promise<Delivery> {
  const mail = await readSetting(db, 'mail');
  if (mail.delivery === 'capture') return captureDelivery(capturePort);
  return smtpDelivery(mail, mail.user === '' ? null : await secrets.read('smtp.password'));
}

/** The built-in capture server: on this machine, in clear, without a login. */
export function captureDelivery(port: number | null): Delivery {
  if (port === null) {
    throw new NoDeliveryError(
      'The capture server is not running.',
      'Mails wait. Start Gatehouse with a free --smtp-port, or choose an SMTP server.',
    );
  }
  const server = { host: '127.0.0.1', port, security: 'none', user: null, password: null } as const;
  return { destination: 'capture', server };
}

/** A real SMTP server, as the form describes it. */
export function smtpDelivery(mail: MailSettings, password: string | null): Delivery {
  const { host, port, security } = mail;
  const user = mail.user === '' ? null : mail.user;
  return { destination: `${host}:${port}`, server: { host, port, security, user, password } };
}
