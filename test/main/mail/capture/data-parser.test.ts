import { setImmediate } from 'node:timers/promises';

import { array, assert, asyncProperty, constantFrom, integer } from 'fast-check';
import { SMTPStream } from 'smtp-server/lib/smtp-stream.js';
import { expect, test } from 'vitest';

import { DataParser } from '../../../../src/main/mail/capture/data-parser.ts';

interface Read {
  readonly mails: readonly string[];
  readonly commands: readonly string[];
}

/** What a parser makes of bytes that come in these pieces, each mail after a DATA command. */
async function read(parser: SMTPStream, pieces: readonly string[]): Promise<Read> {
  const mails: string[] = [];
  const commands: string[] = [];
  parser.oncommand = (command, next) => {
    commands.push(command.toString('latin1'));
    if (commands.at(-1) === 'DATA') {
      const stream = parser.startDataMode(1_000_000);
      let mail = '';
      stream.on('data', (chunk: Buffer) => (mail += chunk.toString('latin1')));
      stream.on('end', () => {
        mails.push(`${mail} (${stream.byteLength})`);
        parser.continue();
      });
    }
    next?.();
  };
  for (const piece of pieces) parser.write(Buffer.from(piece, 'latin1'));
  // The library takes a turn of the event loop for each dot that it takes away.
  for (let turn = 0; turn < pieces.join('').length + 5; turn += 1) await setImmediate();
  return { mails, commands };
}

/** Texts rich in what might end a mail. */
const bytes = array(constantFrom('\r\n', '\n', '\r', '.', '..', 'a', '\r\n.\r\n', '\n.'), {
  maxLength: 30,
}).map((parts) => parts.join(''));

test('a mail is read to the byte as the library reads it, wherever its bytes are cut', async () => {
  await assert(
    asyncProperty(
      bytes,
      array(integer({ min: 1, max: 6 }), { maxLength: 12 }),
      async (text, lengths) => {
        const pieces = ['DATA\r\n'];
        let rest = text;
        for (const length of lengths) {
          pieces.push(rest.slice(0, length));
          rest = rest.slice(length);
        }
        pieces.push(rest);
        const given = pieces.filter((piece) => piece !== '');
        expect(await read(new DataParser(), given)).toEqual(await read(new SMTPStream(), given));
      },
    ),
    { numRuns: 500 },
  );
});

test('only CRLF.CRLF ends a mail, and a dot before a dot is taken away', async () => {
  const text = 'DATA\r\n..one\r\n...two\n.\n\r.\r\r\n. three\r\n.\r\nQUIT\r\n';
  const { mails, commands } = await read(new DataParser(), [text]);
  expect(mails).toEqual(['.one\r\n..two\n.\n\r.\r\r\n. three\r\n (28)']);
  expect(commands).toEqual(['DATA', 'QUIT']);
});

test('two mails that come in one piece are both read, and so is what follows', async () => {
  const text = 'DATA\r\none\r\n.\r\nDATA\r\n..two\r\n.\r\nQUIT\r\n';
  const { mails, commands } = await read(new DataParser(), [text]);
  expect(mails).toEqual(['one\r\n (5)', '.two\r\n (6)']);
  expect(commands).toEqual(['DATA', 'DATA', 'QUIT']);
});
