import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { PEOPLE_OPERATORS } from '../../src/shared/people-operators.ts';
import { formatPeopleQuery, parsePeopleQuery } from '../../src/shared/people-query.ts';
import { readSpan } from '../../src/shared/people-span.ts';

describe('a query for people', () => {
  it('is words and conditions, each with a minus for its opposite', () => {
    expect(parsePeopleQuery('anna is:pending -domain:web.de -"van der" name:"Lee Ann"')).toEqual({
      words: [
        { text: 'anna', negated: false },
        { text: 'van der', negated: true },
      ],
      conditions: [
        { operator: 'is', value: 'pending', negated: false },
        { operator: 'domain', value: 'web.de', negated: true },
        { operator: 'name', value: 'Lee Ann', negated: false },
      ],
      problems: [],
    });
  });

  it.each([
    ['is:pending', 'is:pending'],
    ['IS:Pending', 'is:pending'],
    ['"is:pending"', '"is:pending"'],
    ['10:30', '10:30'],
    ['"unclosed quote', '"unclosed quote"'],
    ['-', '-'],
    ['a - b', 'a - b'],
    ['!', '!'],
    ['!anna !is:active', '-is:active -anna'],
    ['"!anna"', '"!anna"'],
    ['--o"neill', '--o"neill'],
    ['""', ''],
    ['  ', ''],
    ['anna is:active', 'is:active anna'],
    ['käthe "Ольга  Петрова"', 'käthe "Ольга Петрова"'],
  ])('%j is written as %j', (typed, written) => {
    expect(formatPeopleQuery(parsePeopleQuery(typed))).toBe(written);
  });

  it.each([
    ['foo:bar', 'There is no “foo:”'],
    ['is:penguin', 'is: is one of waiting, pending'],
    ['is:', 'is: is one of'],
    ['joined:tomorrow', 'joined: takes <2d'],
    ['joined:2026-02-30', 'joined: takes'],
    ['domain:', 'domain: needs a text'],
    ['\u200d', 'can’t be seen'],
    ['-\u00ad\u200b', 'can’t be seen'],
    ['"\u2060 \u0007"', 'can’t be seen'],
    ['user:\u200d', 'needs a text'],
    ['-domain:"\u00ad"', 'needs a text'],
  ])('%j is a problem, not an error', (typed, message) => {
    const { words, conditions, problems } = parsePeopleQuery(typed);
    expect([words, conditions]).toEqual([[], []]);
    expect(problems).toMatchObject([{ text: typed }]);
    expect(problems[0]?.message).toContain(message);
  });

  it('counts no more than twenty terms', () => {
    const { words, problems } = parsePeopleQuery(
      Array.from({ length: 21 }, (_, index) => `w${index}`).join(' '),
    );
    expect(words).toHaveLength(20);
    expect(problems).toEqual([{ text: 'w20', message: 'Only 20 terms count.' }]);
  });

  test('written and read again means the same', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(...PEOPLE_OPERATORS).map((name) => `${name}:`),
      fc.constantFrom('-', '"', ' ', ':', 'is:pending', 'joined:<2d', 'mail:failed', 'Ä', '名'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const read = parsePeopleQuery(parts.join(''));
        const again = parsePeopleQuery(formatPeopleQuery({ ...read, problems: [] }));
        expect(again).toEqual({ ...read, problems: [] });
      }),
    );
  });
});

describe('a span of time', () => {
  const at = (month: number, day = 1) => new Date(2026, month, day).getTime();

  it.each([
    ['never', { kind: 'never' }],
    ['<2d', { kind: 'near', ms: 2 * 86_400_000 }],
    ['>12h', { kind: 'far', ms: 12 * 3_600_000 }],
    ['2026-05', { kind: 'between', from: at(4), to: at(5) }],
    ['<2026-05-03', { kind: 'between', from: null, to: at(4, 3) }],
    ['>2026-05-03', { kind: 'between', from: at(4, 3), to: null }],
    ['2026-05-03', { kind: 'between', from: at(4, 3), to: at(4, 4) }],
    ['2026-05-03..2026-05-04', { kind: 'between', from: at(4, 3), to: at(4, 5) }],
  ])('%s is read', (typed, span) => expect(readSpan(typed)).toEqual(span));

  it.each(['', '2d', '<2', '<2x', '2026-13', '2026-02-30', '26', '>never', '2026-01-01..'])(
    '%j is none',
    (typed) => expect(readSpan(typed)).toBeNull(),
  );
});
