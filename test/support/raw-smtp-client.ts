import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** A client that says exactly what a test writes, right or wrong. */
export interface RawSmtpClient {
  readonly socket: Socket;
  /** Waits for the next reply and gives its last line; null when the server has hung up. */
  reply(): Promise<string | null>;
  /** Says a line and waits for the reply. */
  say(line: string): Promise<string | null>;
  /** Waits for the greeting if it has not come yet, then says EHLO, MAIL FROM, RCPT TO and DATA. */
  startMail(envelope?: { readonly from: string; readonly to: readonly string[] }): Promise<void>;
}

/** Connects to a port of 127.0.0.1. */
export function connectRaw(port: number): RawSmtpClient {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();

  let greeted = false;

  async function reply(): Promise<string | null> {
    for (;;) {
      const { value, done } = await lines.next();
      greeted = true;
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
      if (!greeted) await reply();
      await say('EHLO test');
      await say(`MAIL FROM:<${from}> SMTPUTF8`);
      for (const address of to) await say(`RCPT TO:<${address}>`);
      await say('DATA');
    },
  };
}
