import { expect, test } from 'vitest';

import { ownPages, passingIds } from '../../../../src/main/people/index/own-pages.ts';

test('ids that are passed on leave the thread that filled them, and nothing of them stays once given back', () => {
  const ids = passingIds(3);
  ids.set([7, 2 ** 53 - 1, 8]);
  const passed = structuredClone(ids, { transfer: [ids.buffer] });
  expect(ids).toHaveLength(0);
  expect([...passed]).toEqual([7, 2 ** 53 - 1, 8]);

  passed.buffer.resize(0);
  expect(passed).toHaveLength(0);
});

test('what is replaced is counted, so that it does not stay until a chance', () => {
  const before = process.memoryUsage().external;
  const pages = ownPages(1_000_000);
  expect(process.memoryUsage().external - before).toBeGreaterThanOrEqual(pages.byteLength);
});
