import { expect, test } from 'vitest';

import { daysInOrder } from '../../../../src/main/people/index/days-in-order.ts';
import { Orders } from '../../../../src/main/people/index/orders.ts';
import { PersonIndex } from '../../../../src/main/people/index/person-index.ts';

test('centuries in which nobody joined are leapt over, whatever stands among the dates', () => {
  const dates = ['1000-01-01 00:00:00', '1999-02-30 00:00:00', '2026-03-01 12:00:00', 'soon'];
  const index = new PersonIndex(dates.length);
  const text = Buffer.from('anna\u0001anna\u0002anna@web.example\n');
  for (const at of dates.keys()) {
    index.take({
      id: at + 1,
      flags: 0,
      textHash: at,
      dateHash: at,
      text,
      isForeign: false,
      isForeignName: false,
    });
  }
  let reads = 0;
  const orders = new Orders(index, (_column, id) => {
    reads += 1;
    return [dates[id - 1] ?? null];
  });
  orders.expect('dateJoined');
  orders.put(
    'dateJoined',
    Float64Array.from(dates.keys(), (at) => at + 1),
  );
  const counting = daysInOrder(orders, { from: '1000-01-01', to: '9999-12-31' });
  let step = counting.next();
  while (!step.done) step = counting.next();
  expect(step.value).toEqual([
    { day: '1000-01-01', count: 1 },
    { day: '1999-03-01', count: 1 },
    { day: '2026-03-01', count: 1 },
  ]);
  expect(reads).toBeLessThan(200);
});
