import { expect, test } from 'vitest';

import { noBits, setBit, setBits } from '../../../../src/main/people/index/bits.ts';
import { PersonIndex } from '../../../../src/main/people/index/person-index.ts';
import { SliceWork } from '../../../../src/main/people/index/slice-work.ts';
import { SlowFinds } from '../../../../src/main/people/index/slow-finds.ts';

/** Finds whose name has an x, each look at all of whom takes a second; counts the looks. */
function open({ many }: { readonly many: number }) {
  const index = new PersonIndex(4);
  let now = 0;
  let failure: Error | null = null;
  const finds = new SlowFinds(index, { many, now: () => now });
  const work = new SliceWork(async () => {});
  const looks: ('all' | number[])[] = [];
  const name = (id: number, text: string) =>
    void index.take({
      id,
      flags: 0,
      textHash: id * 100 + text.length,
      dateHash: 0,
      text: Buffer.from(`${text}\u0001\u0002\n`),
      isForeign: false,
      isForeignName: false,
    });
  const hasX = (slot: number) => index.texts.read(slot).includes('x');
  const find = {
    *all() {
      looks.push('all');
      const failed = failure;
      failure = null;
      yield failed ? Promise.reject(failed) : undefined;
      now += 1_000;
      const found = noBits(index.ids.length);
      for (let slot = 0; slot < index.size; slot += 1) if (hasX(slot)) setBit(found, slot);
      return found;
    },
    *among(slots: readonly number[], found: Uint32Array) {
      looks.push([...slots]);
      yield;
      for (const slot of slots) if (hasX(slot)) setBit(found, slot);
    },
  };
  const ask = async (signal?: AbortSignal) => [
    ...setBits(await work.run(finds.get('x', find), signal ? { signal } : {})),
  ];
  const fail = (error: Error) => void (failure = error);
  return { index, name, looks, ask, fail, wait: (ms: number) => (now += ms) };
}

test('what is asked for by several at a time is looked for once', async () => {
  const { name, looks, ask } = open({ many: 0 });
  name(1, 'ax');
  name(2, 'a');
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([[0], [0], [0]]);
  expect(looks).toEqual(['all']);
});

test('who asked first may give up: whoever else asked still gets an answer', async () => {
  const { name, ask } = open({ many: 0 });
  name(1, 'ax');
  const first = new AbortController();
  const given = ask(first.signal);
  const other = ask();
  given.catch(() => first.signal);
  first.abort();
  await expect(given).rejects.toThrow('Nobody waits');
  expect(await other).toEqual([0]);
});

test('where there are few, all are looked at again after each change', async () => {
  const { name, looks, ask } = open({ many: 10 });
  name(1, 'ax');
  await ask();
  name(1, 'aaa');
  expect(await ask()).toEqual([]);
  expect(looks).toEqual(['all', 'all']);
});

test('where there are many, who changed is looked at alone, and all again only after a while', async () => {
  const { index, name, looks, ask, wait } = open({ many: 1 });
  name(1, 'ax');
  name(2, 'b');
  expect(await ask()).toEqual([0]);
  name(2, 'bbx');
  name(3, 'xyz');
  expect(await ask()).toEqual([0, 1, 2]);
  expect(await ask()).toEqual([0, 1, 2]);
  expect(looks).toEqual(['all', [1, 2]]);
  // Another program may have changed anybody.
  index.distrustTexts();
  expect(await ask()).toEqual([0, 1, 2]);
  wait(20_001);
  expect(await ask()).toEqual([0, 1, 2]);
  expect(looks).toEqual(['all', [1, 2], 'all']);
});

test('a question that came to nothing keeps nobody waiting who asks it again', async () => {
  const { name, ask, fail } = open({ many: 0 });
  name(1, 'ax');
  fail(new Error('disk I/O error'));
  const answers = await Promise.allSettled([ask(), ask()]);
  // The newest is looked for first.
  expect(answers).toMatchObject([
    { status: 'fulfilled', value: [0] },
    { status: 'rejected', reason: { message: 'disk I/O error' } },
  ]);
});
