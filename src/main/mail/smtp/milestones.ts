import { TLSSocket } from 'node:tls';

import type { TranscriptLine } from './transcript.ts';

export type SmtpMilestone = 'dns' | 'connect' | 'greeting' | 'ehlo' | 'tls' | 'auth';
export type OnMilestone = (name: SmtpMilestone, detail: string) => void;

export interface MilestoneWatch {
  /** The connection stands; encrypted already when TLS comes first. */
  onConnected(): void;
  onLine(line: TranscriptLine): void;
}

/**
 * Reads from what is said how far opening a connection has come.
 *
 * @param given.socket The socket in use; another one after STARTTLS.
 */
export function watchMilestones(given: {
  readonly tlsFirst: boolean;
  readonly socket: () => unknown;
  readonly report: OnMilestone;
}): MilestoneWatch {
  const { report } = given;
  let greeted = false;
  let command = '';
  const hello: string[] = [];
  let saidHello = false;

  function onServerLine(text: string): void {
    if (!greeted) {
      greeted = true;
      if (text.startsWith('220')) report('greeting', text);
    } else if (/^(?:EHLO|HELO)/.test(command) && text.startsWith('250') && !saidHello) {
      hello.push(text.slice(4));
      saidHello = text.startsWith('250 ');
      if (saidHello) report('ehlo', hello.join(', '));
    }
  }

  return {
    onConnected() {
      if (given.tlsFirst) report('tls', describeTls(given.socket()));
    },
    onLine({ direction, text }) {
      if (direction === 'server') return onServerLine(text);
      if (command === 'STARTTLS' && text.startsWith('EHLO')) {
        report('tls', describeTls(given.socket()));
      }
      command = text;
    },
  };
}

function describeTls(socket: unknown): string {
  if (!(socket instanceof TLSSocket)) return '';
  const { subject, issuer, valid_to: until, fingerprint256 } = socket.getPeerCertificate();
  const named = String(subject?.CN ?? 'unknown');
  const issuedBy = String(issuer?.CN ?? issuer?.O ?? 'unknown');
  return [
    socket.getProtocol(),
    socket.getCipher().name,
    `certificate of ${named}`,
    `issued by ${issuedBy}`,
    `until ${until}`,
    `SHA-256 ${fingerprint256}`,
  ].join(', ');
}
