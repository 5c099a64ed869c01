import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * Asks for one line, which is not shown while it is typed. Without a terminal the line is read from
 * what is piped in, without the mark by which PowerShell begins UTF-8.
 *
 * @returns Null when it was given up: Ctrl C, Ctrl D, or nothing more to read.
 */
export function readHidden(
  question: string,
  terminal: {
    readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
    readonly output: { write(text: string): unknown };
  },
): Promise<string | null> {
  const { input, output } = terminal;
  const echo = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: echo, terminal: input.isTTY === true });
  output.write(question);
  return new Promise((resolve) => {
    reader.once('line', (line) => {
      resolve(line.replace(/^\uFEFF/, ''));
      reader.close();
    });
    reader.once('SIGINT', () => reader.close());
    reader.once('close', () => {
      output.write('\n');
      resolve(null);
    });
  });
}
