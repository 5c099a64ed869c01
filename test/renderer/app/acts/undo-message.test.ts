import { expect, test } from 'vitest';

import { undoMessage, undoTitle } from '../../../../src/renderer/app/acts/undo-message.ts';

const act = { title: 'Activated 3 accounts', accounts: 3, names: ['karin', 'ben', 'ida'] };
const mails = { mailsTakenBack: 0, mailsPutBack: 0, mailsGone: 0, mailsLost: [] };
const undone = { operationId: 8, act, undone: 3, refused: [], ...mails };

test('an undo that reached everything has nothing to add', () => {
  expect(undoMessage(undone)).toBeUndefined();
});

test('mails that had left are told before those that had not', () => {
  expect(undoMessage({ ...undone, mailsGone: 2, mailsTakenBack: 1 })).toBe(
    'Two mails had already left. One mail was taken back.',
  );
});

test('mails that leave after all are told, and those that would only mislead by now', () => {
  const lost = [{ name: 'karin', reason: 'The link inside has run out.' }];
  expect(undoMessage({ ...undone, mailsPutBack: 2, mailsLost: lost })).toBe(
    'Two mails leave after all. One mail does not leave any more.',
  );
  expect(undoMessage({ ...undone, mailsLost: lost, mailsLostCount: 300 })).toBe(
    '300 mails do not leave any more.',
  );
});

test('accounts that had changed meanwhile are counted', () => {
  const refused = [{ name: 'karin', reason: 'Was changed since.' }];
  expect(undoMessage({ ...undone, refused })).toBe('One account had changed meanwhile and stayed.');
});

test('what belongs to no account tells its reason, and is not counted among accounts', () => {
  const group = {
    name: 'the group',
    reason: 'Its name was taken since.',
    isNobodys: true,
  } as const;
  expect(undoMessage({ ...undone, refused: [group] })).toBe('Its name was taken since.');
  const refused = [{ name: 'karin', reason: 'The group was deleted since.' }, group];
  expect(undoMessage({ ...undone, refused })).toBe(
    'Its name was taken since. One account stayed as before.',
  );
});

test('who comes back to an address that somebody else has by now is told', () => {
  const shared = [{ name: 'anna', holder: 'lise' }];
  const told = (given: object) =>
    undoMessage({ ...undone, shared, ...given })?.replaceAll(/[\u2068\u2069]/g, '');
  expect(told({})).toBe('anna shares the address with lise now.');
  expect(told({ sharedCount: 300 })).toBe('300 accounts share the address with somebody else now.');
});

test('one that failed half-way says why and how the rest is taken back', () => {
  expect(undoMessage({ ...undone, failed: 'The disk is full.' })).toBe(
    'The disk is full. The rest is as it was: take it back from Audit.',
  );
});

test('what was taken back is named with its people', () => {
  const title = (text: string, names: readonly string[], accounts = names.length) =>
    undoTitle({ ...undone, act: { title: text, names: [...names], accounts } }).replaceAll(
      /[\u2068\u2069]/g,
      '',
    );
  expect(title('Activated ida', ['ida'])).toBe('Taken back: Activated ida.');
  expect(title('Changed the site settings', [])).toBe('Taken back: Changed the site settings.');
  expect(title('Changed the address to ida@people.example', ['ben'])).toBe(
    'Taken back: Changed the address to ida@people.example (ben).',
  );
  expect(title('Activated 2 accounts', ['ida', 'ben'])).toBe(
    'Taken back: Activated 2 accounts (ida and ben).',
  );
  expect(title('Activated 44 accounts', ['ida', 'ben', 'karin', 'ole'], 44)).toBe(
    'Taken back: Activated 44 accounts (ida, ben, karin and 41 others).',
  );
});
