import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

import type { SmtpFix, SmtpProblem as Shown } from '../../../shared/contract/doctor.ts';
import { hintFor } from '../smtp/presets.ts';
import type { SmtpProblem } from '../smtp/explain.ts';
import { inspectCertificate } from '../smtp/inspect-certificate.ts';
import { toSmtpError } from '../smtp/smtp-error.ts';
import type { SmtpServer } from '../smtp/smtp-server.ts';

interface Case {
  readonly problem: SmtpProblem;
  readonly error: unknown;
  readonly server: SmtpServer;
  /** The field of the settings that the sender comes from. */
  readonly senderField: 'fromAddress' | 'envelopeFrom';
}

/** Says which field a problem is about, and which changes of the form may mend it. */
export async function prescribe(given: Case, signal: AbortSignal): Promise<Shown> {
  const { title, advice, reply, code } = given.problem;
  const { advice: more = '', fixes = [] } = (await REMEDIES[code]?.(given, signal)) ?? {};
  return {
    title,
    advice: [advice, more].filter((text) => text !== '').join(' '),
    reply,
    field: code === 'sender-refused' ? given.senderField : (FIELDS[code] ?? null),
    fixes,
  };
}

const FIELDS: Readonly<Record<string, string | undefined>> = {
  dns: 'host',
  'auth-refused': 'password',
  'auth-needed': 'user',
  'auth-not-offered': 'user',
  'password-missing': 'password',
  'token-missing': 'refreshToken',
  'token-refused': 'refreshToken',
  'token-login-refused': 'refreshToken',
  'relay-refused': 'user',
  'relay-refused-to-login': 'host',
  'not-welcome': 'host',
  'recipient-refused': 'to',
  'recipient-unknown': 'to',
  'recipient-invalid': 'to',
  'address-not-ascii': 'to',
};

interface Remedy {
  readonly advice?: string;
  readonly fixes?: SmtpFix[];
}

type Remedies = Readonly<
  Record<string, ((given: Case, signal: AbortSignal) => Remedy | Promise<Remedy>) | undefined>
>;

const SUBMISSION: SmtpFix = {
  label: 'Try STARTTLS on port 587',
  changes: { security: 'starttls', port: 587 },
};
const SUBMISSIONS: SmtpFix = {
  label: 'Try TLS on port 465',
  changes: { security: 'tls', port: 465 },
};

const REMEDIES: Remedies = {
  refused: ({ server }) => ({ fixes: otherPorts(server) }),
  timeout: ({ server }) => ({ fixes: otherPorts(server) }),
  'not-smtp': ({ server }) => ({ fixes: otherPorts(server) }),
  'tls-wrong-port': ({ server: { security, port } }) => ({
    fixes: [
      security === 'tls'
        ? { label: `Use STARTTLS on port ${port}`, changes: { security: 'starttls' } }
        : { label: `Use TLS on port ${port}`, changes: { security: 'tls' } },
    ],
  }),
  'starttls-missing': () => ({ fixes: [SUBMISSIONS] }),
  'plain-refused': () => ({ fixes: [SUBMISSION, SUBMISSIONS] }),
  'encryption-needed': () => ({
    fixes: [{ label: 'Turn on STARTTLS', changes: { security: 'starttls' } }],
  }),
  'auth-refused': ({ server }) => ({ advice: hintFor(server.host) }),
  'tls-certificate': mendCertificate,
};

function otherPorts({ port }: SmtpServer): SmtpFix[] {
  return [SUBMISSION, SUBMISSIONS].filter(({ changes }) => changes.port !== port);
}

/** Offers a name that the certificate is for, or to trust this one certificate from now on. */
async function mendCertificate({ error, server }: Case, signal: AbortSignal): Promise<Remedy> {
  const { certificateNames, systemCode } = toSmtpError(error, (text) => text).failure;
  if (systemCode === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = [...(certificateNames ?? '').matchAll(/DNS:([a-z0-9.-]+)/gi)];
    const fixes = names.slice(0, 3).map(([, host = '']) => ({
      label: `Use ${host}`,
      changes: { host },
    }));
    return { fixes };
  }
  const certificate = await inspectCertificate(server, signal).catch(() => null);
  if (!certificate) return {};
  const { issuer, validToDate, fingerprint256 } = certificate;
  const other = isFor(certificate, server.host) ? '' : `, which is not ${server.host}`;
  const shown =
    `It is for ${namesOf(certificate)}${other}, issued by ${oneLine(issuer)}, ` +
    `valid until ${DAY.format(validToDate)}, SHA-256 ${fingerprint256}.`;
  if (validToDate < new Date()) return { advice: shown };
  return {
    advice: `${shown} If your provider confirms this fingerprint, you can trust this one.`,
    fixes: [
      {
        label: 'Trust this certificate',
        changes: { pinnedCertificate: certificate.toString() },
      },
    ],
  };
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** The hosts that a certificate names, or else whom it was issued to. */
function namesOf({ subject, subjectAltName = '' }: X509Certificate): string {
  const hosts = [...subjectAltName.matchAll(/(?:DNS|IP Address):([^,\s]+)/g)].map(
    ([, host]) => host,
  );
  return hosts.length > 0 ? hosts.join(', ') : oneLine(subject);
}

function isFor(certificate: X509Certificate, host: string): boolean {
  const name = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
  return name !== undefined;
}

function oneLine(name: string | undefined): string {
  return (name ?? 'nobody').replaceAll('\n', ', ');
}
