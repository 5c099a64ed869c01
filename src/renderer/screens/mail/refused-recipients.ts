import type { CapturedMail } from '../../../shared/contract/mail.ts';

interface RefusedRecipient {
  readonly address: string;
  /** What the server said. */
  readonly reply: string;
}

/** A recipient, whose name may be in quotation marks (RFC 5321 section 4.1.2), and why it was not taken. */
const REFUSED = /^C: RCPT TO:\s*<((?:"(?:[^"\\\n]|\\.)*"@)?[^>\n]*)>.*\nS: ([45]\d\d[^\n]*)/gim;

/**
 * Whom a client named for this mail and the server did not take, in order. A talk may begin with mails
 * that came to nothing; who was taken at a second try has it.
 */
export function refusedRecipients({
  talk,
  envelopeTo,
}: Pick<CapturedMail, 'talk' | 'envelopeTo'>): readonly RefusedRecipient[] {
  const own = (talk ?? '').split(/^(?=C: MAIL )/im).at(-1) ?? '';
  return [...own.matchAll(REFUSED)]
    .map(([, address = '', reply = '']) => ({ address, reply }))
    .filter(({ address }) => !envelopeTo.includes(address));
}
