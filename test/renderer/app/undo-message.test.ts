import { expect, test } from 'vitest';

import { undoMessage } from '../../../src/renderer/app/undo-message.ts';

const undone = { operationId: 8, undone: 3, refused: [], mailsTakenBack: 0, mailsGone: 0 };

test('an undo that reached everything has nothing to add', () => {
  expect(undoMessage(undone)).toBeUndefined();
});

test('mails that had left are told before those that had not', () => {
  expect(undoMessage({ ...undone, mailsGone: 2, mailsTakenBack: 1 })).toBe(
    'Two mails had already left. One mail was taken back.',
  );
});

test('accounts that had changed meanwhile are counted', () => {
  const refused = [{ name: 'karin', reason: 'Was changed since.' }];
  expect(undoMessage({ ...undone, refused })).toBe('One account had changed meanwhile and stayed.');
});

test('one that failed half-way says why and how the rest is taken back', () => {
  expect(undoMessage({ ...undone, failed: 'The disk is full.' })).toBe(
    'The disk is full. The rest is as it was: take it back from Activity.',
  );
});
