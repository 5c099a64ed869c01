import { expect, test } from 'vitest';

import { countBits } from '../../../../src/main/people/index/bits.ts';
import { Matcher } from '../../../../src/main/people/index/matcher.ts';
import { Orders } from '../../../../src/main/people/index/orders.ts';
import { PersonIndex } from '../../../../src/main/people/index/person-index.ts';
import type { Slices } from '../../../../src/main/people/index/slices.ts';
import type { Condition } from '../../../../src/main/people/read-query.ts';
import { NO_SOURCES } from '../../../support/index-sources.ts';

const MANY_OTHERS = 100;

test('who looks like somebody is looked up once, whatever else is asked, until somebody’s name changes', async () => {
  let asked = 0;
  const { matcher, index } = matcherOf({
    alike: async () => {
      asked += 1;
      return [2];
    },
  });
  const alike: Condition = { kind: 'signal', signal: 'look-alike' };
  expect(await found(matcher, alike)).toBe(1);
  for (let other = 0; other < MANY_OTHERS; other += 1) {
    const network = { name: `10.0.${other}.0/24`, prefixes: [`10.0.${other}.`] };
    await found(matcher, { kind: 'network', network });
  }
  expect(await found(matcher, alike)).toBe(1);
  expect(asked).toBe(1);
  matcher.forget();
  await found(matcher, alike);
  expect(asked).toBe(1);
  index.distrustTexts();
  index.version += 1;
  await Promise.all([found(matcher, alike), found(matcher, alike)]);
  expect(asked).toBe(2);
});

function matcherOf(sources: Pick<ConstructorParameters<typeof Matcher>[2], 'alike'>) {
  const index = new PersonIndex(3);
  for (const id of [1, 2, 3]) {
    const text = Buffer.from(`anna${id}\u0001anna\u0002anna${id}@web.example\n`);
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
  const orders = new Orders(index, () => []);
  return { index, matcher: new Matcher(index, orders, { ...NO_SOURCES, ...sources }) };
}

/** How many meet a condition, all that it waits for being waited for. */
async function found(matcher: Matcher, condition: Condition): Promise<number> {
  const finding: Slices<Uint32Array> = matcher.find(condition);
  let step = finding.next();
  while (!step.done) {
    await step.value;
    step = finding.next();
  }
  return countBits(step.value);
}
