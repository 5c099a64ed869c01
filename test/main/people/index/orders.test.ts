import { expect, test } from 'vitest';

import { Orders } from '../../../../src/main/people/index/orders.ts';
import { PersonIndex } from '../../../../src/main/people/index/person-index.ts';

const COUNT = 6_000;

/** An index of so many people with an order that is being made, and the means to upset it. */
function crowd() {
  const index = new PersonIndex(COUNT);
  const text = Buffer.from('anna\u0001anna\u0002anna@web.example\n');
  for (let id = 1; id <= COUNT; id += 1) {
    index.take({
      id,
      flags: 0,
      textHash: id,
      dateHash: id,
      text,
      isForeign: false,
      isForeignName: false,
    });
  }
  const orders = new Orders(index, () => undefined);
  const ids = Float64Array.from({ length: COUNT }, (_, slot) => COUNT - slot);
  const make = (isUpset: boolean): void => {
    orders.expect('username');
    if (isUpset) for (let slot = 0; slot < COUNT; slot += 1) orders.note(slot, 'texts');
    orders.put('username', ids.slice());
  };
  return { index, orders, make };
}

test('whoever waits for an order while an act on many upsets each gets the second', () => {
  const { index, orders, make } = crowd();
  const waiting = orders.ready('username');
  expect(waiting.next()).toEqual({ done: false, value: 'username' });
  make(true);
  expect(waiting.next()).toEqual({ done: false, value: 'username' });
  make(true);
  expect(waiting.next().done).toBe(true);
  index.remove(0);
  expect([...orders.slots('username')]).toEqual(
    Array.from({ length: COUNT - 1 }, (_, at) => COUNT - 1 - at),
  );
  expect(orders.has('username')).toBe(false);
});

test('an order that is right as soon as it is made is not made twice', () => {
  const { orders, make } = crowd();
  const waiting = orders.ready('username');
  waiting.next();
  make(false);
  expect(waiting.next().done).toBe(true);
  expect(orders.has('username')).toBe(true);
});
