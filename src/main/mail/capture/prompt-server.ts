import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js';

import { DataParser } from './data-parser.ts';

/** What is read from a socket at once: a larger mail need not wait for each piece to be parsed. */
const READ_AHEAD_BYTES = 256 * 1024;

/** A command whose address has a name in quotation marks, in which any sign may stand (RFC 5321 section 4.1.2). */
const QUOTED_NAME =
  // oxlint-disable-next-line no-control-regex -- Nor may any of these be in a name.
  /^([^:<]*:\s*<)("(?:[^\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff"\\]|\\[ -~])*")(?=@[^\s@<>]+>)/;
/** Takes its place while the library reads the rest, which would end the address in it. */
const ANY_NAME = 'quoted';

/**
 * The library's server without its pause: it waits 100 ms before each greeting, to find out
 * strangers that talk too soon. Here only programs of this machine connect, and most frameworks
 * open a connection for each mail. Who talks too soon is still found out, and so is HTTP.
 */
export class PromptServer extends SMTPServer {
  /** @param logger Hears each entry as it is; the library itself would copy every one of them. */
  constructor(options: Omit<SMTPServerOptions, 'logger'>, logger: SMTPServer['logger']) {
    super(options);
    this.logger = logger;
  }

  override connect(...[socket, options]: Parameters<SMTPServer['connect']>): void {
    const connection = new PromptConnection(this, socket, options);
    this.connections.add(connection);
    connection.on('error', (error: Error) => this.emit('error', error));
    connection.init();
  }
}

/** Greets in the next turn of the event loop instead of when the library's timer is up. */
class PromptConnection extends SMTPConnection {
  #greeted = false;

  override init(): void {
    super.init();
    setImmediate(() => this.connectionReady());
  }

  override connectionReady(next?: () => void): void {
    if (this.#greeted) return;
    this.#greeted = true;
    super.connectionReady(next);
  }

  // oxlint-disable no-underscore-dangle -- The names are the library's.
  override _createParser(): DataParser {
    const parser = new DataParser({ highWaterMark: READ_AHEAD_BYTES });
    parser.oncommand = (command, callback) => this._onCommand(command, callback);
    parser.on('error', (error) => this.send(421, `Error: ${error.message}`));
    return parser;
  }

  override _parseAddressCommand(
    name: string,
    command: Buffer | string,
  ): ReturnType<SMTPConnection['_parseAddressCommand']> {
    const text = command.toString();
    const [, start = '', quoted] = QUOTED_NAME.exec(text) ?? [];
    if (quoted === undefined) return super._parseAddressCommand(name, command);
    const rest = text.slice(start.length + quoted.length);
    const parsed = super._parseAddressCommand(name, start + ANY_NAME + rest);
    return parsed && { ...parsed, address: quoted + parsed.address.slice(ANY_NAME.length) };
  }
}
