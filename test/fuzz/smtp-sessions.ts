import { connect, type Socket } from 'node:net';

import { createRandom, type Random } from '../../src/main/demo/random.ts';

/** The sender of mails that nobody ever sends by right: they only stand inside of other mails. */
export const SMUGGLER = 'smuggled@evil.example';

/** What a session was about, for counting. */
export type SessionKind = 'mail' | 'smuggling' | 'noise' | 'mutation' | 'abrupt';

const KINDS: readonly SessionKind[] = ['mail', 'smuggling', 'noise', 'mutation', 'abrupt'];

/** How long a session waits for a server that has nothing to say, in milliseconds. */
const SILENCE_MS = 300;

/** Everything but CRLF.CRLF, which alone ends a mail (RFC 5321 section 4.1.1.4). */
const FALSE_ENDS = [
  '\n.\n',
  '\n.\r\n',
  '\r\n.\n',
  '\r.\r',
  '\r.\r\n',
  '\r\n.\r',
  '\n.\r',
  '\r\n\0.\r\n',
  '\r\n.\0\r\n',
  '\r\r\n.\r\r\n',
  '\r\n..\r\n',
  '\r\n. \r\n',
];

const COMMANDS = [
  'EHLO x',
  'HELO x',
  'EHLO',
  'LHLO x',
  'MAIL FROM:<a@b.example>',
  'MAIL FROM:<>',
  'MAIL FROM:<a@b.example> SIZE=99999999999',
  'MAIL FROM:<a@b.example> BODY=8BITMIME SMTPUTF8',
  'MAIL FROM:<a@b.example> SIZE=-1 RET=FULL ENVID=%00',
  'RCPT TO:<c@d.example>',
  'RCPT TO:<@relay.example:c@d.example>',
  'RCPT TO:<"a b\\""@d.example> NOTIFY=NEVER',
  'DATA',
  'BDAT 10 LAST',
  'RSET',
  'NOOP',
  'VRFY anna',
  'EXPN list',
  'HELP',
  'STARTTLS',
  'AUTH PLAIN AGEAYg==',
  'AUTH PLAIN',
  'AUTH LOGIN',
  'AUTH CRAM-MD5',
  'AUTH XOAUTH2 !!!',
  '*',
  'XCLIENT ADDR=1.2.3.4',
  'XFORWARD NAME=x',
  'GET / HTTP/1.1',
  'QUIT',
  '',
  '.',
];

/** Plays one session; the same seed plays the same one. It never throws because of the server. */
export async function playSession(port: number, seed: number): Promise<SessionKind> {
  const random = createRandom(seed);
  const kind = random.pick(KINDS);
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  socket.setNoDelay(true);
  const said = listen(socket);
  try {
    await PLAYS[kind](socket, said, random);
  } finally {
    socket.destroy();
  }
  return kind;
}

type Listen = ReturnType<typeof listen>;
type Play = (socket: Socket, said: Listen, random: Random) => Promise<void>;

const PLAYS: Readonly<Record<SessionKind, Play>> = {
  mail: async (socket, said, random) => {
    if (!(await begin(socket, said))) return;
    await write(socket, `Subject: ${noise(random, 30, true)}\r\n\r\nbody\r\n.\r\n`, random);
    await reply(said);
  },
  smuggling: async (socket, said, random) => {
    if (!(await begin(socket, said))) return;
    const injected = `MAIL FROM:<${SMUGGLER}>\r\nRCPT TO:<c@d.example>\r\nDATA\r\nx\r\n.\r\n`;
    const end = random.pick(FALSE_ENDS);
    await write(socket, `Subject: carrier\r\n\r\nbody${end}${injected}`, random);
    await said();
  },
  noise: async (socket, said, random) => {
    if (random.chance(0.5)) await said();
    await write(socket, noise(random, 2_000, false), random);
    await said();
  },
  mutation: async (socket, said, random) => {
    if (random.chance(0.9)) await said();
    const lines = Array.from({ length: 1 + random.below(12) }, () => random.pick(COMMANDS));
    const text = `${lines.join(random.pick(['\r\n', '\r\n', '\n', '\r', '\r\n\r\n']))}\r\n`;
    await write(socket, mutated(text, random), random);
    await said();
    if (!socket.destroyed) await write(socket, mutated('body\r\n.\r\nQUIT\r\n', random), random);
    await said();
  },
  abrupt: async (socket, said, random) => {
    if (random.chance(0.8) && (await begin(socket, said))) {
      socket.write(noise(random, 500, true));
    }
    if (random.chance(0.5)) socket.resetAndDestroy();
    else socket.end();
  },
};

/** Up to the point where the message begins. @returns Whether the server wants it. */
async function begin(socket: Socket, said: Listen): Promise<boolean> {
  let last = await reply(said);
  for (const command of ['EHLO x', 'MAIL FROM:<a@b.example>', 'RCPT TO:<c@d.example>', 'DATA']) {
    if (socket.destroyed) return false;
    socket.write(`${command}\r\n`);
    last = await reply(said);
  }
  return last.startsWith('354');
}

/** Waits for a whole reply, however long a busy server takes, and gives its last line. */
async function reply(said: Listen): Promise<string> {
  let text = '';
  for (;;) {
    const piece = await said(null);
    text += piece;
    const [last] = /^\d{3} .*\r\n$/m.exec(text) ?? [];
    if (last !== undefined || piece === '') return last ?? '';
  }
}

/** Waits for something to be said and gives it; '' after the end or after a silence, unless that is null. */
function listen(socket: Socket): (silenceMs?: number | null) => Promise<string> {
  let waiting = '';
  let ended = false;
  let wake = (): void => {};
  socket.on('data', (chunk) => {
    waiting += chunk.toString('latin1');
    wake();
  });
  for (const event of ['end', 'close']) {
    socket.on(event, () => {
      ended = true;
      wake();
    });
  }
  return async (silenceMs = SILENCE_MS) => {
    if (waiting === '' && !ended) {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      const silence = silenceMs === null ? undefined : setTimeout(resolve, silenceMs);
      await promise;
      clearTimeout(silence);
    }
    const text = waiting;
    waiting = '';
    return text;
  };
}

/** Writes a text in pieces, so that the server sees it cut anywhere. */
async function write(socket: Socket, text: string, random: Random): Promise<void> {
  let rest = text;
  while (rest !== '' && !socket.destroyed) {
    const length = random.chance(0.5) ? rest.length : 1 + random.below(rest.length);
    socket.write(Buffer.from(rest.slice(0, length), 'latin1'));
    rest = rest.slice(length);
    if (rest !== '') await new Promise(setImmediate);
  }
}

function noise(random: Random, length: number, isLine: boolean): string {
  const codes = Array.from({ length: 1 + random.below(length) }, () => random.below(256));
  const text = String.fromCodePoint(...codes);
  return isLine ? text.replaceAll(/[\r\n]/g, ' ') : text;
}

function mutated(text: string, random: Random): string {
  let result = text;
  for (let count = random.below(4); count > 0; count -= 1) {
    const at = random.below(result.length + 1);
    const change = random.below(3);
    if (change === 0) result = result.slice(0, at) + noise(random, 5, false) + result.slice(at);
    else if (change === 1) result = result.slice(0, at) + result.slice(at + 1 + random.below(8));
    else result += result.slice(at);
  }
  return result;
}
