import { expect, it } from 'vitest';

import { makeInertHtml } from '../../../../src/main/mail/preview/inert-html.ts';
import { isShowable } from '../../../../src/main/mail/preview/picture-size.ts';

const padded = (...bytes: readonly number[]): Buffer =>
  Buffer.concat([Buffer.from(bytes), Buffer.alloc(40)]);

function png(width: number, height: number): Buffer {
  const picture = padded(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82);
  picture.writeUInt32BE(width, 16);
  picture.writeUInt32BE(height, 20);
  return picture;
}

function jpeg(width: number, height: number): Buffer {
  const picture = padded(0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 11, 8);
  picture.writeUInt16BE(height, 13);
  picture.writeUInt16BE(width, 15);
  return picture;
}

function gif(width: number, height: number): Buffer {
  const picture = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(40)]);
  picture.writeUInt16LE(width, 6);
  picture.writeUInt16LE(height, 8);
  return picture;
}

function webp(width: number, height: number): Buffer {
  const picture = Buffer.concat([Buffer.from('RIFF....WEBPVP8X'), Buffer.alloc(40)]);
  picture.writeUIntLE(width - 1, 24, 3);
  picture.writeUIntLE(height - 1, 27, 3);
  return picture;
}

it.each([
  ['png', png],
  ['jpeg', jpeg],
  ['gif', gif],
  ['webp', webp],
])('a %s with more pixels than a screen could have is not shown', (type, make) => {
  expect(isShowable(make(4_000, 3_000))).toBe(true);
  expect(isShowable(make(60_000, 60_000))).toBe(false);
  const shown = (content: Buffer) =>
    makeInertHtml('<img src="cid:a">', [
      { contentId: 'a', location: null, contentType: `image/${type}`, content },
    ]);
  expect(shown(make(40, 30)).html).toContain('base64');
  expect(shown(make(60_000, 60_000)).html).not.toContain('base64');
  const inline = `<img src="data:image/${type};base64,${make(60_000, 60_000).toString('base64')}">`;
  expect(makeInertHtml(inline, []).html).not.toContain('base64');
});

it('a picture whose size can’t be read is not shown, wherever the header stands', () => {
  const filled = Buffer.concat([
    jpeg(1, 1).subarray(0, 8),
    Buffer.from([0xff, 0xff]),
    jpeg(60_000, 60_000).subarray(9),
  ]);
  expect(isShowable(filled)).toBe(false);
  expect(isShowable(Buffer.concat([Buffer.from([0, 0, 1, 0]), png(60_000, 60_000)]))).toBe(false);
  const comment = Buffer.alloc(60_000);
  comment.writeUInt32BE(0xfffe_ea5e, 0);
  const late = Buffer.concat([
    jpeg(1, 1).subarray(0, 8),
    ...Array.from({ length: 4 }, () => comment),
    jpeg(60_000, 60_000).subarray(8),
  ]);
  const shown = `<img src="data:image/jpeg;base64,${late.toString('base64')}">`;
  expect(makeInertHtml(shown, []).html).not.toContain('base64');
});

it('the smallest picture there is, is shown', () => {
  expect(isShowable(Buffer.from('R0lGODlhAQABAAAAACw=', 'base64'))).toBe(true);
});
