import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { parseSearch } from '../../../../src/main/mail/search/parse-search.ts';

const NOW = new Date(2026, 2, 1, 12, 0);
const parse = (text: string) => parseSearch(text, NOW);

test('words, quotes, operators and their negation are told apart', () => {
  expect(parse('karin "two words" from:noreply -subject:"Account activation" -spam')).toEqual({
    problem: null,
    terms: [
      { kind: 'words', field: 'any', text: 'karin', exact: false, negated: false },
      { kind: 'words', field: 'any', text: 'two words', exact: true, negated: false },
      { kind: 'words', field: 'sender', text: 'noreply', exact: false, negated: false },
      { kind: 'words', field: 'subject', text: 'Account activation', exact: true, negated: true },
      { kind: 'words', field: 'any', text: 'spam', exact: false, negated: true },
    ],
  });
});

test('flags, tags, days and sizes are read in any letter case', () => {
  expect(parse('HAS:attachment -is:read tag:Welcome after:yesterday smaller:1.5MB').terms).toEqual([
    { kind: 'is', flag: 'attachment', negated: false },
    { kind: 'is', flag: 'read', negated: true },
    { kind: 'tag', label: 'Welcome', negated: false },
    { kind: 'after', instant: new Date(2026, 1, 28), negated: false },
    { kind: 'smaller', bytes: 1_500_000, negated: false },
  ]);
});

test('a name before a colon that is no operator belongs to the words', () => {
  const { terms, problem } = parse('https://shop.example re:hello 12:30');
  expect(terms.map((term) => term.kind === 'words' && term.text)).toEqual([
    'https://shop.example',
    're:hello',
    '12:30',
  ]);
  expect(problem).toBeNull();
});

test.each([
  ['frm:karin', '“frm:” is no operator'],
  ['older_than:1d', '“older_than:” is no operator'],
  ['message-id:x', '“message-id:” is no operator'],
  ['is:read OR is:starred', '“OR” was looked for as a word'],
])('%s is looked for as it stands, with what may have been meant', (text, words) => {
  expect(parse(text).problem).toContain(words);
});

test.each([
  ['before:tomorrow', 'needs a date'],
  ['after:2026-02-30', 'needs a date'],
  ['larger:big', 'needs a size'],
  ['is:blue', 'is:unread'],
  ['has:legs', 'has:attachment'],
  ['from:', 'right after the colon'],
  ['subject:""', 'right after the colon'],
  ['%%%', 'no letter or digit'],
  ['-', 'no letter or digit'],
])('%s is left out and said to be wrong, while the rest counts', (wrong, words) => {
  const { terms, problem } = parse(`karin ${wrong}`);
  expect(terms).toHaveLength(1);
  expect(problem).toContain(words);
  expect(problem).toContain('left out');
});

test('no text at all makes it throw', () => {
  const pieces = fc.constantFrom('from:', '-', '!', '"', ' ', 'before:', 'tag:', '\0', '*', '\n');
  const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }))).map((all) => all.join(''));
  fc.assert(fc.property(text, (any) => Array.isArray(parse(any).terms)));
});
