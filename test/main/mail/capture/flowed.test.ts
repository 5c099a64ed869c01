import { describe, expect, it } from 'vitest';

import { unfoldFlowed } from '../../../../src/main/mail/capture/flowed.ts';

describe('flowed text', () => {
  it.each([
    ['lines that flow', 'one \ntwo \nthree\nfour', 'one two three\nfour', 'onetwothree\nfour'],
    ['an empty line that ends a paragraph', 'one \n\ntwo', 'one \ntwo', 'one\ntwo'],
    ['a signature', 'one \n-- \nAda', 'one \n-- \nAda', 'one\n-- \nAda'],
    ['a quotation', '> one \n> two\nthree', '> one two\nthree', '> onetwo\nthree'],
    ['quotations of different depth', '>> one \n> two', '>> one \n> two', '>> one\n> two'],
    ['lines that were stuffed', ' From here\n > no quote', 'From here\n> no quote', null],
  ])('has %s', (_, text, plain, withDelSp) => {
    expect(unfoldFlowed(text, false)).toBe(plain);
    expect(unfoldFlowed(text, true)).toBe(withDelSp ?? plain);
  });
});
