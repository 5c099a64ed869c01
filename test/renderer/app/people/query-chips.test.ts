import { expect, test } from 'vitest';

import {
  extraConditions,
  filtersOf,
  isOn,
  pressed,
  withoutCondition,
  wordsOf,
} from '../../../../src/renderer/app/people/query-chips.ts';
import { parsePeopleQuery } from '../../../../src/shared/people-query.ts';

const ACTIVE = { label: 'Active', part: 'is:active' };
const SOON = { label: 'Ends soon', part: 'is:pending expires:<1d' };
const CHIPS = [ACTIVE, SOON];

test('a chip is on when all that it writes stands in the text, however it came there', () => {
  expect(isOn(parsePeopleQuery('karin expires:<1d is:pending'), SOON)).toBe(true);
  expect(isOn(parsePeopleQuery('is:pending'), SOON)).toBe(false);
  expect(isOn(parsePeopleQuery('-is:active'), ACTIVE)).toBe(false);
});

test('pressing a chip writes it, in place of its siblings, and pressing it again takes it out', () => {
  const soon = pressed('karin is:active domain:web.de', SOON, CHIPS);
  expect(parsePeopleQuery(soon)).toEqual(
    parsePeopleQuery('domain:web.de is:pending expires:<1d karin'),
  );
  expect(pressed(soon, SOON, CHIPS)).toBe('domain:web.de karin');
});

test('what was not understood stays in the text', () => {
  expect(pressed('expire:2d', ACTIVE, CHIPS)).toBe('is:active expire:2d');
});

test('conditions without a chip are told one by one and can be taken out', () => {
  const text = 'is:active domain:web.de group:"night shift"';
  expect(extraConditions(parsePeopleQuery(text), CHIPS)).toEqual([
    'domain:web.de',
    'group:"night shift"',
  ]);
  expect(withoutCondition(text, 'group:"night shift"')).toBe('is:active domain:web.de');
});

test('words and filters are told apart', () => {
  expect(wordsOf('is:active karin "lo mo"')).toBe('karin "lo mo"');
  expect(filtersOf('is:active karin')).toBe('is:active');
});
