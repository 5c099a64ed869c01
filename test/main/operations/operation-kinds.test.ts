import { expect, it } from 'vitest';

import { kindsTitled } from '../../../src/main/operations/describe-operation.ts';
import { kindsThat, titleOf } from '../../../src/main/operations/operation-kinds.ts';

/** What details may be, so that each way is gone by which a title tells them. */
const VALUES = [undefined, null, '', 1, true];
const DATA = /undefined|null|nan|true|\d+/gi;

/** Every sentence that an act of a kind may be called. */
function titlesOf(name: string): readonly string[] {
  return VALUES.flatMap((value) =>
    [0, 1, 2].flatMap((accounts) =>
      [undefined, ''].map((undone) => {
        const detail = new Proxy({}, { get: () => value });
        return titleOf(name, { people: '', accounts, detail, undone }) ?? '';
      }),
    ),
  );
}

it.each(kindsThat(() => true))('%s is found by every word that it is called by', (name) => {
  const words = titlesOf(name).flatMap(
    (title) => title.replaceAll(DATA, '').match(/\p{L}+/gu) ?? [],
  );
  expect(words).not.toEqual([]);
  const missed = words.filter((word) => kindsTitled([name], word).length === 0);
  expect([...new Set(missed)]).toEqual([]);
});

it.each(['undefined', 'null', 'NaN', '0', '1'])(
  'none is found by a detail that it lacks: %s',
  (word) => {
    expect(
      kindsTitled(
        kindsThat(() => true),
        word,
      ),
    ).toEqual([]);
  },
);
