import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** A client that says exactly what a test writes, right or wrong. */
export interface RawSmtpClient {
  readonly socket: Socket;
  /** Waits for the next reply and gives its last line; null when the server has hung up. */
  reply(): Promise<string | null>;
  /** Says a line and waits for the reply. */
  say(line: string): Promise<string | null>;
  /** Says EHLO, MAIL FROM, RCPT TO and DATA. */
  startMail(envelope?: { readonly from: string; readonly to: readonly string[] }): Promise<void>;
}

/** Connects to a port of 127.0.0.1. */
export function connectRaw(port: number): RawSmtpClient {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();

  async function reply(): Promise<string | null> {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) return null;
      if (!/^\d{3}-/.test(value)) return value;
    }
  }

  function say(line: string): Promise<string | null> {
    socket.write(`${line}\r\n`);
    return reply();
  }

  return {
    socket,
    reply,
    say,
    async startMail({ from, to } = { from: 'a@b.example', to: ['c@d.example'] }) {
      await reply();
      await say('EHLO test');
      await say(`MAIL FROM:<${from}> SMTPUTF8`);
      for (const address of to) await say(`RCPT TO:<${address}>`);
      await say('DATA');
    },
  };
}
