import type { PastedValue } from './pasted-value.ts';

const ADDRESS =
  /^(?<scheme>smtps?|submissions?)(?:\+(?<kind>tls|ssl))?:\/\/(?:(?<user>[^:/?#]*)(?::(?<password>[^/?#]*))?@)?(?<host>\[[0-9a-f:.]+\]|[^:/?#@\s]+)(?::(?<port>\d{1,5}))?(?:\/[^?#@]*)?(?:\?(?<query>[^#]*))?$/i;

/**
 * What an address such as `smtp://user:password@host:587/?tls=true` says, by the names that its
 * parts have elsewhere (RFC 3986; django-environ's EMAIL_URL, nodemailer, Symfony's DSN).
 *
 * @returns Null for another address, or one that can't be read.
 */
export function partsOfUrl(text: string): readonly (readonly [string, PastedValue])[] | null {
  const groups = ADDRESS.exec(text)?.groups;
  if (!groups) return null;
  const { scheme = '', kind, port = '', query = '', host, user, password } = groups;
  const encryption = encryptionOf(scheme.toLowerCase(), kind?.toLowerCase(), port);
  const parts = Object.entries({ host, port, encryption, user, password });
  const asked = query.split('&').map((each) => each.split('=', 2));
  return [...parts, ...asked].flatMap(([name = '', value = '']) =>
    name === '' || value === '' ? [] : [[name, { kind: 'text', text: decoded(value) }]],
  );
}

/** `smtps` is TLS from the start, and STARTTLS to django-environ, where the port tells them apart. */
function encryptionOf(scheme: string, kind: string | undefined, port: string): string {
  if (kind !== undefined) return kind === 'ssl' ? 'ssl' : 'starttls';
  if (scheme === 'submission') return 'starttls';
  if (!scheme.endsWith('s')) return '';
  return port === '587' || port === '25' ? 'starttls' : 'ssl';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
