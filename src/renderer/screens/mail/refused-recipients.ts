interface RefusedRecipient {
  readonly address: string;
  /** What the server said. */
  readonly reply: string;
}

/** Whom a client named in a talk and the server did not take, in order. */
export function refusedRecipients(talk: string): readonly RefusedRecipient[] {
  return [...talk.matchAll(/^C: RCPT TO:\s*<([^>\n]*)>.*\nS: ([45]\d\d[^\n]*)/gim)].map(
    ([, address = '', reply = '']) => ({ address, reply }),
  );
}
