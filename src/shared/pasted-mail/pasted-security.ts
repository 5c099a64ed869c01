import type { SmtpSecurity } from '../contract/mail-settings.ts';
import { isLoopback } from '../loopback.ts';

/** What a text says of encryption, each in its own words. */
export interface SaidOfSecurity {
  readonly startTls?: boolean;
  readonly tlsFromStart?: boolean;
  /** `by-port` where the same word means one or the other, as Laravel's `tls` does. */
  readonly encryption?: SmtpSecurity | 'by-port';
}

/** The usual port of each (RFC 6409, RFC 8314, RFC 5321). */
const USUAL_PORT: Readonly<Record<SmtpSecurity, number>> = {
  starttls: 587,
  tls: 465,
  'starttls-if-offered': 587,
  none: 25,
};

interface Found {
  readonly said: SaidOfSecurity;
  readonly host: string | undefined;
  readonly port: number | undefined;
  /** Whether something about it is known only where the text comes from. */
  readonly isPartUnknown: { readonly port: boolean; readonly security: boolean };
}

/**
 * The encryption that is meant, by Django's rules: EMAIL_USE_TLS is STARTTLS, EMAIL_USE_SSL is TLS
 * from the start, and both at once are refused there.
 *
 * @returns Nothing where a text names neither a server nor an encryption; `notes` say in a sentence
 *   each what was assumed and what looks wrong.
 */
export function securityOf({ said, host, port, isPartUnknown }: Found): {
  readonly security?: SmtpSecurity;
  readonly port?: number;
  readonly notes: readonly string[];
} {
  const notes: string[] = [];
  const byPort = port === 465 ? 'tls' : 'starttls';
  let security = wanted(said, byPort);
  if (security === 'none' && host === undefined) {
    return { ...(port === undefined ? {} : { port }), notes };
  }
  if (said.startTls && said.tlsFromStart) {
    notes.push(
      'Both STARTTLS and TLS from the start are switched on, which Django refuses. The port decides.',
    );
  }
  if (security === 'none' && port === 465) security = 'tls';
  if (security === 'none' && !isLoopback(host ?? '')) {
    security = 'starttls';
    if (!isPartUnknown.security) {
      notes.push(
        'No encryption is asked for. Mails leave this computer encrypted only: STARTTLS is chosen.',
      );
    }
  }
  if (port === undefined && (host === undefined || isPartUnknown.port)) return { security, notes };
  if (port === undefined) notes.push('There is no port in it. The usual one is chosen.');
  const chosen = port ?? USUAL_PORT[security];
  const mismatch = mismatchOf(security, chosen);
  return { security, port: chosen, notes: mismatch === null ? notes : [...notes, mismatch] };
}

function wanted(said: SaidOfSecurity, byPort: SmtpSecurity): SmtpSecurity {
  if (said.startTls && said.tlsFromStart) return byPort;
  if (said.tlsFromStart) return 'tls';
  if (said.startTls) return 'starttls';
  if (said.encryption === 'by-port') return byPort;
  return said.encryption ?? 'none';
}

function mismatchOf(security: SmtpSecurity, port: number): string | null {
  if (security === 'starttls' && port === 465) {
    return 'Port 465 speaks TLS from the start, not STARTTLS (in Django EMAIL_USE_SSL, not EMAIL_USE_TLS). The doctor tells which is right.';
  }
  if (security === 'tls' && (port === 587 || port === 25)) {
    return `Port ${port} speaks STARTTLS, not TLS from the start (in Django EMAIL_USE_TLS, not EMAIL_USE_SSL). The doctor tells which is right.`;
  }
  return null;
}
