import { expect, test } from 'vitest';

import { embeddedFiles } from '../../../../src/main/mail/preview/embedded-files.ts';
import { filesInHtml } from '../../../../src/main/mail/preview/files-in-html.ts';

test('a file is found by its content ID or its location, and the first of those with the same', () => {
  const files = [
    { contentId: 'a@b', location: 'one.png' },
    { contentId: 'a@b', location: 'two.png' },
    { contentId: null, location: 'cid:c@d' },
    { contentId: null, location: null },
  ];
  const fileAt = embeddedFiles(files);
  expect(fileAt('cid:a%40b')).toBe(files[0]);
  expect(fileAt('two.png')).toBe(files[1]);
  expect(fileAt('cid:c@d')).toBe(files[2]);
  expect(fileAt('cid:e@f')).toBeUndefined();
});

test('a file that is the first of a set of pictures is a part of the page', () => {
  const files = [{ contentId: 'a@b', location: null }];
  expect(filesInHtml('<img srcset="cid:a@b 1x, cid:c@d 2x">', files)).toEqual(new Set(files));
});

test('commas in the address of a picture of a set cost little time, and those behind it are none of it', () => {
  const file = { contentId: `a${','.repeat(200_000)}b`, location: null };
  const set = `cid:${file.contentId}, c.png 2x`;
  expect(filesInHtml(`<img srcset="${set}">`, [file])).toEqual(new Set([file]));
});

test('files are not gone through again for each address', () => {
  let looks = 0;
  const files = Array.from({ length: 1_000 }, (_, index) => ({
    get contentId() {
      looks += 1;
      return `${index}@x`;
    },
    location: null,
  }));
  const html = files.map((_, index) => `<img src="cid:${index}@x">`).join('');
  expect(filesInHtml(html, files).size).toBe(1_000);
  expect(looks).toBeLessThan(10_000);
});
