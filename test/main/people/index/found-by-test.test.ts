import { expect, test } from 'vitest';

import { hasBit } from '../../../../src/main/people/index/bits.ts';
import { createTestFinder } from '../../../../src/main/people/index/found-by-test.ts';
import { Orders } from '../../../../src/main/people/index/orders.ts';
import { PersonIndex } from '../../../../src/main/people/index/person-index.ts';
import { FOREIGN_ADDRESS } from '../../../../src/main/people/index/person-records.ts';
import { NO_SOURCES } from '../../../support/index-sources.ts';

/** Three people with addresses that only the database has, and how often it was asked for them. */
function openFinder() {
  const index = new PersonIndex(3);
  const emails = new Map([
    [1, 'käthe@web.example'],
    [2, 'KÄTHE@web.example'],
    [3, 'ölaf@web.example'],
  ]);
  const take = (id: number, flags = 0) => {
    const email = emails.get(id) ?? '';
    const text = Buffer.from(`p${id}\u0001p${id}\u0002${email.toLowerCase()}\n`);
    const textHash = email.length * 7 + id + (email.codePointAt(0) ?? 0);
    const seen = { id, textHash, dateHash: flags, text, isForeign: true, isForeignName: false };
    index.take({ ...seen, flags: FOREIGN_ADDRESS | flags });
  };
  for (const id of emails.keys()) take(id);
  const asked: number[] = [];
  const email = (id: number) => {
    asked.push(id);
    return emails.get(id) ?? null;
  };
  const orders = new Orders(index, () => [null]);
  const find = createTestFinder({ index, orders, sources: { ...NO_SOURCES, email } });
  const duplicates = () => {
    asked.length = 0;
    const finding = find({ kind: 'duplicate' });
    let step = finding.next();
    while (!step.done) step = finding.next();
    const { value } = step;
    const ids = [1, 2, 3].filter((id) => hasBit(value, index.slotOf(id)));
    value.fill(0);
    return { ids, reads: asked.length };
  };
  return { index, emails, take, duplicates };
}

test('all addresses are looked through again only when one of them has changed', () => {
  const { index, emails, take, duplicates } = openFinder();
  expect(duplicates()).toEqual({ ids: [1, 2], reads: expect.any(Number) });
  take(3, 1);
  expect(duplicates()).toEqual({ ids: [1, 2], reads: 0 });
  emails.set(3, 'Käthe@web.example');
  take(3, 1);
  expect(duplicates()).toEqual({ ids: [1, 2, 3], reads: expect.any(Number) });
  index.remove(index.slotOf(1));
  expect(duplicates().ids).toEqual([2, 3]);
  take(1);
  expect(duplicates().ids).toEqual([1, 2, 3]);
});
