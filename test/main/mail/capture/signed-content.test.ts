import { describe, expect, it } from 'vitest';

import type { ParsedMail } from '../../../../src/main/mail/capture/parse.ts';
import { filesOf, mailOf, multipart, part, TEXT } from '../../../support/mail-parts.ts';

describe('a mail that is packed into its signature', () => {
  const content = Buffer.from(
    multipart('mixed', TEXT, part(['Content-Disposition: attachment; filename=in.txt'], 'x')),
  );
  const element = (kind: number, ...pieces: readonly Buffer[]): Buffer => {
    const bytes = Buffer.concat(pieces);
    const length = Buffer.from([0x82, bytes.length >> 8, bytes.length & 0xff]);
    return Buffer.concat([Buffer.from([kind]), length, bytes]);
  };
  /** Of no length that is told: it lasts to its end. */
  const open = (kind: number, ...pieces: readonly Buffer[]): Buffer =>
    Buffer.concat([Buffer.from([kind, 0x80]), ...pieces, Buffer.from([0, 0])]);
  const signature = (kind: string, enclosed: readonly Buffer[], of = element): Buffer =>
    of(
      0x30,
      Buffer.from(`06092a864886f70d0107${kind}`, 'hex'),
      of(
        0xa0,
        of(
          0x30,
          Buffer.from('020101', 'hex'),
          element(0x31, Buffer.alloc(9)),
          of(0x30, Buffer.from('06092a864886f70d010701', 'hex'), ...enclosed),
          element(0x31, Buffer.alloc(200)),
        ),
      ),
    );
  const signed = (bytes: Buffer): Promise<ParsedMail> =>
    mailOf(
      part(
        [
          'Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m',
          'Content-Disposition: attachment; filename=smime.p7m',
          'Content-Transfer-Encoding: base64',
        ],
        bytes.toString('base64'),
      ),
    );
  const pieces = [content.subarray(0, 20), content.subarray(20)].map((piece) =>
    element(0x04, piece),
  );

  const empty = Array.from({ length: 1_000 }, () => element(0x04));

  it.each([
    ['at once', signature('02', [element(0xa0, element(0x04, content))])],
    ['in pieces', signature('02', [element(0xa0, element(0x24, ...pieces))])],
    [
      'in pieces, many of them empty',
      signature('02', [element(0xa0, element(0x24, ...empty, ...pieces, ...empty))]),
    ],
    [
      'in pieces, with ends for lengths',
      signature('02', [open(0xa0, open(0x24, ...pieces))], open),
    ],
  ])('is shown, with its files: %s', async (_, bytes) => {
    const mail = await signed(bytes);
    expect(mail.text).toBe('Text words');
    expect(filesOf(mail)).toEqual([
      ['smime.p7m', 'application/pkcs7-mime', bytes.length, null],
      ['in.txt', 'text/plain', 1, 0],
    ]);
  });

  it.each([
    ['encrypted', signature('03', [element(0xa0, element(0x04, content))])],
    ['apart from it', signature('02', [])],
    ['cut off', signature('02', [element(0xa0, element(0x04, content))]).subarray(0, 90)],
  ])('is a file where it is %s', async (_, bytes) => {
    const mail = await signed(bytes);
    expect([mail.text, mail.attachments.length]).toEqual([null, 1]);
  });
});
