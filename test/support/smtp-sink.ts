import { createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

/** What to do instead of the usual answer: say this, hang up, or say nothing. */
type Script = string | 'hang up' | 'say nothing';

export interface SmtpSinkOptions {
  /**
   * Scripts by the start of a command, or by `greeting`, `message` (the answer after the final
   * dot) and `data` (as soon as the first byte of a message arrives).
   */
  readonly scripts?: Readonly<Record<string, Script>>;
  /** EHLO lines besides the greeting. */
  readonly extensions?: readonly string[];
  /** Turns STARTTLS on, or starts with TLS. */
  readonly tls?: { readonly key: string; readonly cert: string; readonly first?: boolean };
}

export interface SmtpSink {
  readonly port: number;
  /** Every command of every connection, in order. */
  readonly commands: readonly string[];
  /** Every message taken in full, dots unstuffed. */
  readonly messages: readonly string[];
  /** How many clients are connected. */
  connections(): number;
  /** How many have ever connected. */
  readonly connected: number;
  close(): Promise<void>;
}

/** A small SMTP server on 127.0.0.1 that says what a test tells it to say. */
export async function startSmtpSink(options: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const commands: string[] = [];
  const messages: string[] = [];
  const sockets = new Set<Socket>();
  let connected = 0;
  const server = createServer((socket) => {
    connected += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(options.tls?.first ? encrypted(socket, options) : socket, options, {
      commands,
      messages,
    });
  });
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await listening;
  return {
    port: portOf(server),
    commands,
    messages,
    connections: () => sockets.size,
    get connected() {
      return connected;
    },
    close: () => close(server, sockets),
  };
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const sink = await startSmtpSink();
  await sink.close();
  return sink.port;
}

interface Heard {
  readonly commands: string[];
  readonly messages: string[];
}

function serve(socket: Socket, options: SmtpSinkOptions, heard: Heard, greet = true): void {
  const { scripts = {}, tls } = options;
  let waiting = '';
  let inData = false;

  function play(name: string, usual: string): void {
    const key = Object.keys(scripts).find((start) => name.startsWith(start));
    const script = key === undefined ? usual : (scripts[key] ?? usual);
    if (script === 'hang up') socket.destroy();
    else if (script !== 'say nothing') socket.write(`${script}\r\n`);
  }

  function answer(command: string): void {
    if (command.startsWith('EHLO')) return play(command, ehlo(options, socket));
    if (command === 'STARTTLS' && tls && !('STARTTLS' in scripts)) {
      socket.write('220 go\r\n');
      socket.removeAllListeners('data');
      return serve(encrypted(socket, options), options, heard, false);
    }
    if (command === 'DATA') {
      inData = !('DATA' in scripts);
      return play(command, '354 go ahead');
    }
    if (command.startsWith('AUTH')) return play(command, '235 welcome');
    if (command === 'QUIT') return void socket.end('221 bye\r\n');
    const isKnown = /^(?:MAIL|RCPT|RSET|HELO)/.test(command);
    return play(command, isKnown ? '250 ok' : '500 unknown');
  }

  function readMessage(): boolean {
    if (waiting !== '' && 'data' in scripts) play('data', '');
    const end = waiting.startsWith('.\r\n') ? 0 : waiting.indexOf('\r\n.\r\n') + 2;
    if (end === 1) return false;
    heard.messages.push(waiting.slice(0, end).replace(/(^|\r\n)\./g, '$1'));
    waiting = waiting.slice(end + 3);
    inData = false;
    play('message', '250 taken as 42');
    return true;
  }

  function readLine(): boolean {
    const end = waiting.indexOf('\r\n');
    if (end === -1) return false;
    const command = waiting.slice(0, end);
    waiting = waiting.slice(end + 2);
    heard.commands.push(command);
    answer(command);
    return true;
  }

  socket.on('data', (chunk) => {
    waiting += chunk.toString('latin1');
    while (inData ? readMessage() : readLine());
  });
  socket.on('error', () => socket.destroy());
  if (greet) play('greeting', '220 sink ESMTP');
}

function ehlo({ extensions = [], tls }: SmtpSinkOptions, socket: Socket): string {
  const offersTls = tls !== undefined && !(socket instanceof TLSSocket);
  const lines = ['sink', ...extensions, ...(offersTls ? ['STARTTLS'] : [])];
  return lines
    .map((line, index) => `250${index === lines.length - 1 ? ' ' : '-'}${line}`)
    .join('\r\n');
}

function encrypted(socket: Socket, { tls }: SmtpSinkOptions): TLSSocket {
  return new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(tls) });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('Not a TCP port.');
  return address.port;
}

function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  for (const socket of sockets) socket.destroy();
  return promise;
}
