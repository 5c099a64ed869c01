import type { Database } from '../../db/open-database.ts';
import type { SecretStore } from '../../settings/secret-store.ts';
import { readSetting } from '../../settings/settings-store.ts';
import type { SmtpProfile } from '../../settings/smtp-profile.ts';
import { NoDeliveryError } from './no-delivery.ts';
import { type ProfileSecrets, storedSecrets } from './profile-secrets.ts';
import { signerOf } from './sign.ts';
import type { SmtpServer } from '../smtp/connection.ts';
import type { SmtpMessage } from '../smtp/send-message.ts';

/** Where mail goes right now. */
export interface Delivery {
  /** `capture`, or the server's host and port: what the outbox writes beside each mail. */
  readonly destination: string;
  readonly server: SmtpServer;
  /** Where bounces go instead of to the sender; empty or left out for the sender. */
  readonly envelopeFrom?: string;
  /** Connections at a time; 1 when left out. */
  readonly connections?: number;
  /** Mails a minute at most; 0 or left out sets no limit. */
  readonly perMinute?: number;
  /** Signs the bytes of a mail as they leave. */
  readonly sign?: ((raw: Buffer) => Promise<Buffer>) | null;
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
  const { live, profiles } = await readSetting(db, 'mail');
  if (live === 'capture') return captureDelivery(capturePort);
  const profile = profiles.find(({ id }) => id === live);
  if (profile) return smtpDelivery(profile, await storedSecrets(secrets, profile));
  throw new NoDeliveryError(
    'The mail server that was chosen is gone.',
    'Choose another one in Settings, Mail.',
  );
}

/**
 * Where released mails go: through a server of their own choice, and unsigned, because they leave
 * as they came.
 *
 * @throws NoDeliveryError when the server is gone, or what it needs can't be opened.
 */
export async function releaseDelivery(
  db: Database,
  secrets: SecretStore,
  id: string,
): Promise<Delivery> {
  const { profiles } = await readSetting(db, 'mail');
  const profile = profiles.find((each) => each.id === id);
  if (profile) {
    const unsigned = { ...profile, dkimDomain: '', dkimSelector: '' };
    return smtpDelivery(unsigned, await storedSecrets(secrets, unsigned));
  }
  throw new NoDeliveryError(
    'The mail server that captured mails were released through is gone.',
    'Cancel them in the outbox, and release them through another server.',
  );
}

/** The built-in capture server: on this machine, in clear, without a login. */
export function captureDelivery(port: number | null): Delivery {
  if (port === null) {
    throw new NoDeliveryError(
      'The capture server is not running.',
      'Start Gatehouse with a free --smtp-port, or choose an SMTP server.',
    );
  }
  const server = { host: '127.0.0.1', port, security: 'none', user: null, password: null } as const;
  return { destination: 'capture', server };
}

/** A real SMTP server, as a profile describes it. @throws NoDeliveryError when it can't sign. */
export function smtpDelivery(profile: SmtpProfile, secrets: ProfileSecrets): Delivery {
  const { host, port, security, auth, tokenUrl, clientId } = profile;
  const { password, clientSecret, refreshToken } = secrets;
  const isToken = auth === 'xoauth2';
  return {
    destination: `${host}:${port}`,
    server: {
      host,
      port,
      security,
      user: auth === 'none' ? null : profile.user,
      password: isToken ? null : password,
      ...(auth === 'none' ? {} : { auth }),
      oauth2:
        isToken && refreshToken !== null
          ? { tokenUrl, clientId, clientSecret, refreshToken }
          : null,
      pinnedCertificate: profile.pinnedCertificate,
      ...(profile.helloName === '' ? {} : { helloName: profile.helloName }),
      timeouts: {
        connect: profile.connectSeconds * 1_000,
        greeting: profile.greetingSeconds * 1_000,
        socket: profile.socketSeconds * 1_000,
      },
    },
    envelopeFrom: profile.envelopeFrom,
    connections: profile.connections,
    perMinute: profile.perMinute,
    sign: signerOf(profile, secrets.dkimKey),
  };
}

/** A mail of the outbox as it leaves by a delivery: its envelope, and its bytes, signed if asked. */
export async function messageFor(
  { envelopeFrom, sign }: Delivery,
  mail: { readonly envelope_from: string; readonly envelope_to: string },
  raw: Buffer,
): Promise<Omit<SmtpMessage, 'onDataStarted'>> {
  return {
    envelopeFrom: envelopeFrom || mail.envelope_from,
    recipients: [mail.envelope_to],
    raw: sign ? await sign(raw) : raw,
  };
}
