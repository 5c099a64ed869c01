/** What a made-up delivery is told with. */
interface Talk {
  readonly from: string;
  readonly to: string;
  /** What the server said to the recipient, where it refused them. */
  readonly refusal: string | null;
  /** What it said to the mail, or null where it never did. */
  readonly reply: string | null;
}

/** The lines of a delivery, as the courier and the capture server write them down. */
export function talkOf({ from, to, refusal, reply }: Talk): string {
  const lines = [
    'S: 220 mail.library.example ESMTP',
    'C: EHLO console.library.example',
    'S: 250-mail.library.example',
    'S: 250-PIPELINING',
    'S: 250-8BITMIME',
    'S: 250 SMTPUTF8',
    `C: MAIL FROM:<${from}>`,
    'S: 250 2.1.0 Ok',
    `C: RCPT TO:<${to}>`,
    `S: ${refusal ?? '250 2.1.5 Ok'}`,
  ];
  if (refusal === null) lines.push('C: DATA', 'S: 354 End data with <CR><LF>.<CR><LF>');
  if (refusal === null && reply !== null) lines.push(`S: ${reply}`);
  return `${lines.join('\n')}\n`;
}
