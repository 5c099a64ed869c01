import anyAscii from 'any-ascii';

import { foldText } from '../../src/main/db/fold-text.ts';

interface Named {
  readonly id: number;
  readonly username: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}

/** The distance by its definition, of optimal string alignment. */
export function slipsOf(one: string, other: string): number {
  const known = new Map<number, number>();
  const between = (left: number, right: number): number => {
    if (left === 0 || right === 0) return left + right;
    const key = left * 1_000 + right;
    const before = known.get(key);
    if (before !== undefined) return before;
    const isSame = one[left - 1] === other[right - 1];
    const ways = [
      between(left - 1, right) + 1,
      between(left, right - 1) + 1,
      between(left - 1, right - 1) + (isSame ? 0 : 1),
    ];
    const areSwapped =
      left > 1 &&
      right > 1 &&
      one[left - 1] === other[right - 2] &&
      one[left - 2] === other[right - 1];
    if (areSwapped) ways.push(between(left - 2, right - 2) + 1);
    const least = Math.min(...ways);
    known.set(key, least);
    return least;
  };
  return between(one.length, other.length);
}

/** Who of everybody is close to these words without an @, by comparing all with all. */
export function naiveSimilar(people: readonly Named[], typed: string): readonly number[] {
  const words = wordsOf(typed);
  if (words.length === 0) return [];
  return people
    .map((person) => {
      const local = foldText(person.email).split('@')[0] ?? '';
      const had = [person.username, person.first_name, person.last_name, local].flatMap(wordsOf);
      const slips = words.map((word) => Math.min(...had.map((each) => slipsOfWord(word, each))));
      return { id: person.id, slips: slips.reduce((sum, each) => sum + each, 0) };
    })
    .filter(({ slips }) => Number.isFinite(slips))
    .toSorted((one, other) => one.slips - other.slips || one.id - other.id)
    .slice(0, 5)
    .map(({ id }) => id);
}

function slipsOfWord(word: string, had: string): number {
  if (had.startsWith(word)) return 0;
  const slips = Math.min(slipsOf(word, had), slipsOf(word, had.replace(/\d+$/, '')));
  const most = word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
  return slips <= most ? slips : Infinity;
}

function wordsOf(text: string): readonly string[] {
  return [...foldText(text)]
    .map((letter) => {
      if (!/[\p{L}\p{M}\p{N}]/u.test(letter) || letter > '\uffff') return ' ';
      return anyAscii(letter)
        .toLowerCase()
        .replaceAll(/[^a-z0-9]/g, '');
    })
    .join('')
    .split(' ')
    .filter((word) => word !== '');
}
