import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * Sends one mail again and again over bare sockets, each command after the reply to the one
 * before, as nearly every client does.
 *
 * @param given.mail With CRLF line ends, and no line that is a single dot.
 * @returns Mails per second, counted from the first greeting on.
 */
export async function flood(given: {
  readonly port: number;
  readonly connections: number;
  readonly mails: number;
  readonly mail: Buffer;
}): Promise<number> {
  const { port, connections, mail } = given;
  const share = Math.ceil(given.mails / connections);
  const lines = await Promise.all(
    Array.from({ length: connections }, async () => openLine(port, mail)),
  );
  const start = performance.now();
  await Promise.all(lines.map((line) => line.send(share)));
  const seconds = (performance.now() - start) / 1_000;
  await Promise.all(lines.map((line) => line.close()));
  return (share * connections) / seconds;
}

/** The same with a connection for each mail, as most frameworks of other languages do it. */
export async function floodAnew(given: Parameters<typeof flood>[0]): Promise<number> {
  const { port, connections, mail } = given;
  const share = Math.ceil(given.mails / connections);
  const start = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let sent = 0; sent < share; sent += 1) {
        const line = await openLine(port, mail);
        await line.send(1);
        await line.close();
      }
    }),
  );
  return (share * connections) / ((performance.now() - start) / 1_000);
}

async function openLine(port: number, mail: Buffer) {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  const replies = createInterface({ input: socket })[Symbol.asyncIterator]();
  const message = Buffer.concat([mail, Buffer.from('\r\n.\r\n')]);

  async function expect(code: string): Promise<void> {
    for (;;) {
      const { value } = await replies.next();
      const reply = String(value);
      if (!reply.startsWith(code)) throw new Error(`The server said: ${reply}`);
      if (reply[3] !== '-') return;
    }
  }
  async function ask(command: string | Buffer, code: string): Promise<void> {
    socket.write(command);
    await expect(code);
  }

  await expect('220');
  await ask('EHLO bench\r\n', '250');
  return {
    async send(count: number): Promise<void> {
      for (let sent = 0; sent < count; sent += 1) {
        await ask('MAIL FROM:<noreply@site.example>\r\n', '250');
        await ask('RCPT TO:<person@people.example>\r\n', '250');
        await ask('DATA\r\n', '354');
        await ask(message, '250');
      }
    },
    async close(): Promise<void> {
      await ask('QUIT\r\n', '221');
      socket.destroy();
    },
  };
}
