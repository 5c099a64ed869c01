import { expect, test } from 'vitest';

import { meantAddress } from '../../../src/main/accounts/mail-typo.ts';

test.each([
  ['olga77@gmial.com', 'olga77@gmail.com'],
  ['olga77@gmai.com', 'olga77@gmail.com'],
  ['olga77@gmaill.com', 'olga77@gmail.com'],
  ['olga77@GMAIL.con', 'olga77@gmail.com'],
  ['karl@hotmial.com', 'karl@hotmail.com'],
  ['karl@outlok.com', 'karl@outlook.com'],
  ['karl@t-onlin.de', 'karl@t-online.de'],
])('%s was meant as %s', (typed, meant) => {
  expect(meantAddress(typed)).toBe(meant);
});

test('domains that many people of the site have are known too', () => {
  const common = new Set(['uni-hafen.example']);
  expect(meantAddress('olga@uni-hafn.example', common)).toBe('olga@uni-hafen.example');
  expect(meantAddress('olga@gmx.at', new Set(['gmx.net', 'gmx.it']))).toBeNull();
  expect(meantAddress('olga@gmial.com', new Set(['gmial.com']))).toBeNull();
});

test.each([
  'olga@gmail.com',
  'olga@mail.com',
  'olga@ymail.com',
  'olga@yahoo.es',
  'olga@yahoo.dk',
  'olga@yahoo.se',
  'olga@yahoo.be',
  'olga@yahoo.ie',
  'olga@yahoo.gr',
  'olga@yahoo.fi',
  'olga@hotmail.gr',
  'olga@hotmail.fi',
  'olga@gmx.de',
  'olga@river.example',
  'olga',
  '@gmial.com',
  '',
])('%s is left alone', (typed) => {
  expect(meantAddress(typed)).toBeNull();
});
