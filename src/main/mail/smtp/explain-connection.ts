import type { SmtpFailure } from './smtp-error.ts';
import type { Explanation } from './smtp-problem.ts';
import type { SmtpServer } from './smtp-server.ts';

type Explain = (failure: SmtpFailure, server: SmtpServer) => Explanation | null;

/** OpenSSL's words for an answer that is no TLS record. */
const NOT_TLS = /^ERR_SSL_(?:WRONG_VERSION|PACKET_LENGTH|UNKNOWN_PROTOCOL|RECORD_LAYER|HTTP)/;
const CERTIFICATE =
  /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS_CERT_ALTNAME_INVALID/;

/** Explains failures before the server had a say about the mail; null for others. */
export function explainConnection(failure: SmtpFailure, server: SmtpServer): Explanation | null {
  return EXPLANATIONS[failure.code]?.(failure, server) ?? null;
}

const EXPLANATIONS: Readonly<Record<string, Explain | undefined>> = {
  EDNS: ({ systemCode }, { host }) =>
    systemCode === 'ENOTFOUND'
      ? configuration('dns', `${host} was not found.`, 'Is it spelled right? Nothing was sent.')
      : network(
          'dns-silent',
          `The address of ${host} could not be looked up.`,
          'Is this computer online? Nothing was sent.',
        ),
  ESOCKET: explainSocket,
  ETIMEDOUT: explainTimeout,
  EPROTOCOL: ({ smtpCode }, { host, port }) =>
    smtpCode === null
      ? configuration(
          'not-smtp',
          `What answers at ${host}, port ${port}, is not a mail server.`,
          'Check host and port. Ports for sending are 587 and 465.',
        )
      : null,
  ETLS: explainTls,
  ECONNECTION: ({ smtpCode }, { host }) =>
    smtpCode === null
      ? network(
          'connection-lost',
          `The connection to ${host} broke before the mail was handed over.`,
          'Nothing was sent.',
        )
      : null,
  EABORT: () => network('stopped', 'Sending was stopped.', 'Nothing was sent.'),
  EPLAIN: (_failure, { host }) =>
    configuration(
      'plain-refused',
      `Mail to ${host} would travel in clear.`,
      'Choose STARTTLS (port 587) or TLS (port 465). Clear text is for this computer only.',
    ),
  EPLAINPASSWORD: (_failure, { host }) =>
    configuration(
      'starttls-missing',
      `${host} offers no encryption, so the password was not sent.`,
      'Try TLS on port 465, or ask your provider for an encrypted port.',
    ),
  ENOAUTH: (_failure, { host }) =>
    configuration(
      'auth-not-offered',
      `${host} offers no login here.`,
      'Empty the user name if the server needs none, or use port 587 or 465.',
    ),
  ENOPASSWORD: () =>
    configuration(
      'password-missing',
      'There is no password for this login.',
      'Enter it. One that was stored for another server or user is not used here.',
    ),
  ENOTOKEN: () =>
    configuration(
      'token-missing',
      'There is no refresh token for this login.',
      'Enter it. One that was stored for another server or user is not used here.',
    ),
  ETOKEN: () =>
    configuration(
      'token-refused',
      'No access token was given for the refresh token.',
      'It may have ended or been withdrawn. Check the client, and sign in at the provider anew.',
    ),
};

function explainSocket(failure: SmtpFailure, server: SmtpServer): Explanation {
  const { host, port } = server;
  const systemCode = failure.systemCode ?? '';
  if (systemCode === 'ECONNREFUSED') {
    return network(
      'refused',
      `Nobody answers at ${host}, port ${port}.`,
      port === 25 ? BLOCKED_25 : 'Check host and port. Ports for sending are 587 and 465.',
    );
  }
  if (NOT_TLS.test(systemCode)) {
    return configuration(
      'tls-wrong-port',
      `Port ${port} of ${host} does not start with TLS.`,
      'Choose STARTTLS, which usually goes with port 587, and test again.',
    );
  }
  if (CERTIFICATE.test(systemCode)) return explainCertificate(failure, server);
  if (/SSL|TLS/.test(systemCode)) return explainTls(failure, server);
  if (systemCode === 'ECONNRESET' || systemCode === 'EPIPE') {
    return network('connection-lost', `${host} hung up.`, 'Nothing was sent.');
  }
  return network(
    'unreachable',
    `${host} could not be reached.`,
    'Is this computer online? Nothing was sent.',
  );
}

const BLOCKED_25 = 'Many networks block port 25. Try 587 or 465.';

function explainTimeout({ timeout }: SmtpFailure, { host, port, security }: SmtpServer) {
  if (timeout === 'GREETING_TIMEOUT' && security !== 'tls') {
    return configuration(
      'tls-wrong-port',
      `${host} says nothing at port ${port}.`,
      'The port may expect TLS from the first byte. Choose TLS, which usually goes with port 465.',
    );
  }
  if (timeout === 'SOCKET_TIMEOUT') {
    return network('timeout', `${host} stopped answering.`, 'Nothing was sent.');
  }
  return network(
    'timeout',
    `Nobody answers at ${host}, port ${port}.`,
    port === 25 ? BLOCKED_25 : 'Check host and port, and whether a firewall is between.',
  );
}

function explainTls({ reply }: SmtpFailure, { host }: SmtpServer): Explanation {
  return reply === null
    ? configuration(
        'tls-failed',
        `No encrypted connection to ${host} came about.`,
        'The server may only know outdated encryption. Ask your provider.',
      )
    : configuration(
        'starttls-missing',
        `${host} refuses encryption.`,
        'Nothing was sent. Try TLS on port 465, or ask your provider for an encrypted port.',
      );
}

function explainCertificate(failure: SmtpFailure, { host }: SmtpServer): Explanation {
  const { systemCode, certificateNames } = failure;
  if (systemCode === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = certificateNames?.replaceAll(/DNS:|IP Address:/g, '') ?? 'another name';
    return configuration(
      'tls-certificate',
      `The server's certificate is for ${names}, not ${host}.`,
      'Use that name, or ask your provider.',
    );
  }
  if (systemCode === 'ERR_TLS_CERT_PIN') {
    return configuration(
      'tls-certificate',
      `${host} shows another certificate than the one that you trust.`,
      'Nothing was sent. Ask your provider whether it was renewed before you trust it.',
    );
  }
  const fault = systemCode === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not from a known authority';
  return configuration(
    'tls-certificate',
    `The certificate of ${host} ${fault}.`,
    'Nothing was sent. Ask your provider; the check is not switched off.',
  );
}

function configuration(code: string, title: string, advice: string): Explanation {
  return { kind: 'configuration', code, title, advice };
}

function network(code: string, title: string, advice: string): Explanation {
  return { kind: 'network', code, title, advice };
}
