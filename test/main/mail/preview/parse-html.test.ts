import { expect, it } from 'vitest';

import { textOfHtml } from '../../../../src/main/mail/capture/text-of-html.ts';
import { makeInertHtml } from '../../../../src/main/mail/preview/inert-html.ts';

it.each(['<div>', '<b>', '<svg><g>', '<div><span>'])(
  'elements in elements that would take long are not read, which is said: %s',
  (open) => {
    const html = `${open.repeat(50_000)}deep`;
    expect(textOfHtml(html)).toBeNull();
    expect(makeInertHtml(html, [], new Map()).html).toContain('too large');
  },
);

it.each([
  ['in each other', `${'<div>'.repeat(25_000)}deep`],
  ['beside each other', `${'<p>x</p>'.repeat(90_000)}deep`],
  ['beside each other, deep in others', `${'<div>'.repeat(5_000)}${'<i>x</i>'.repeat(70_000)}deep`],
])('very many elements are read %s', (_, html) => {
  expect(textOfHtml(html)).toMatch(/deep$/);
});
