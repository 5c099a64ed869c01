import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { SMTPServerDataStream } from 'smtp-server';
import { expect, test } from 'vitest';

import { messageBytes } from '../../../../src/main/mail/capture/message-bytes.ts';

/** A stream that the library finds too large after so many pieces. */
function tooLargeAfter(count: number) {
  const stream = Object.assign(new PassThrough(), { sizeExceeded: false });
  let come = 0;
  function* pieces(): Generator<Buffer> {
    for (const piece of ['a', 'b', 'c', 'd']) {
      come += 1;
      stream.sizeExceeded = come > count;
      yield Buffer.from(piece);
    }
  }
  return { stream: stream as unknown as SMTPServerDataStream, pieces, come: () => come };
}

test('a message is its pieces', async () => {
  const { stream, pieces } = tooLargeAfter(4);
  expect((await messageBytes(stream, Readable.from(pieces()))).toString()).toBe('abcd');
});

test('one that is too large is read to its end, and nothing of it is kept', async () => {
  const slowed = tooLargeAfter(2);
  expect(await messageBytes(slowed.stream, Readable.from(slowed.pieces()))).toHaveLength(0);
  expect(slowed.come()).toBe(4);
  const { stream, pieces } = tooLargeAfter(2);
  const read = messageBytes(stream);
  await pipeline(Readable.from(pieces()), stream as unknown as PassThrough);
  expect(await read).toHaveLength(0);
});
