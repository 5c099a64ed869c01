import { expect, test } from 'vitest';

import {
  countOf,
  dealSkipped,
  decide,
  deckInOrder,
  deckOf,
  putBack,
} from '../../../src/renderer/screens/triage/deck.ts';

test('each decision takes the card on top, until there is none', () => {
  const deck = decide(decide(deckOf([1, 2]), 'activated'), 'rejected');
  expect(deck.left).toEqual([]);
  expect(decide(deck, 'skipped')).toEqual(deck);
  expect([countOf(deck, 'activated'), countOf(deck, 'rejected')]).toEqual([1, 1]);
});

test('a card that is put back lies on top and is undecided', () => {
  const deck = putBack(decide(decide(deckOf([1, 2, 3]), 'activated'), 'skipped'), 1);
  expect(deck.left).toEqual([1, 3]);
  expect(deck.decided).toEqual([{ id: 2, kind: 'skipped' }]);
  expect(putBack(deck, 99)).toEqual(deck);
});

test('those left for later are dealt again, and the others stay decided', () => {
  const deck = ['skipped', 'activated', 'skipped'] as const;
  const seen = deck.reduce(decide, deckOf([1, 2, 3]));
  expect(dealSkipped(seen)).toEqual({ left: [1, 3], decided: [{ id: 2, kind: 'activated' }] });
});

test('those to approve come first, then the newest whose link works, then the rest', () => {
  expect(deckInOrder([4, 6], [3, 5, 8], [1, 2, 3, 4, 5, 6, 8]).left).toEqual([4, 6, 8, 5, 3, 1, 2]);
});
