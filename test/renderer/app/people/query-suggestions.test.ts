import { expect, test } from 'vitest';

import { complete, suggestionsFor } from '../../../../src/renderer/app/people/query-suggestions.ts';

function termsFor(text: string, caret = text.length) {
  return suggestionsFor(text, caret).map(({ term }) => term);
}

test('the beginning of an operator suggests it', () => {
  expect(termsFor('ex')).toEqual(['expires:']);
  expect(termsFor('karin do')).toEqual(['domain:']);
});

test('an operator suggests its values, and a value its operator', () => {
  expect(termsFor('is:ex')).toEqual(['is:expired']);
  expect(termsFor('-mail:f')).toEqual(['-mail:failed']);
  expect(termsFor('pend')).toEqual(['is:pending']);
  expect(termsFor('last:')).toContain('last:never');
});

test('each value says what it finds', () => {
  for (const operator of ['is:', 'mail:', 'dup:']) {
    const meanings = suggestionsFor(operator, operator.length).map(({ meaning }) => meaning);
    expect(new Set(meanings).size).toBe(meanings.length);
  }
  expect(suggestionsFor('mail:h', 6)).toEqual([
    { term: 'mail:held', meaning: 'kept back for you to look at' },
  ]);
});

test('nothing is suggested for words, for what is complete and inside quotes', () => {
  expect(termsFor('karin')).toEqual([]);
  expect(termsFor('is:pending')).toEqual([]);
  expect(termsFor('group:"is')).toEqual([]);
  expect(termsFor('')).toEqual([]);
});

test('a suggestion replaces the term at the caret and leaves the rest', () => {
  const [suggestion] = suggestionsFor('karin is:pen domain:web.de', 12);
  expect(suggestion && complete('karin is:pen domain:web.de', 12, suggestion)).toEqual({
    text: 'karin is:pending domain:web.de',
    caret: 16,
  });
});

test('after a whole condition one goes on with the next term, after an operator with its value', () => {
  const [value] = suggestionsFor('is:pen', 6);
  const [operator] = suggestionsFor('expi', 4);
  expect(value && complete('is:pen', 6, value).text).toBe('is:pending ');
  expect(operator && complete('expi', 4, operator).text).toBe('expires:');
});
