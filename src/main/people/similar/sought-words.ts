import { slipsBetween } from '../../accounts/slips-between.ts';
import { foldText } from '../../db/fold-text.ts';
import { AFTER_NAME } from '../index/person-text.ts';
import { type LatinLetters, latinWords } from './latin-letters.ts';

/** A word that somebody's name or address is to have, or one that is close to it. */
export interface SoughtWord {
  /** Latin letters and digits. */
  readonly letters: string;
  /** How many slips may lie between it and what somebody has. */
  readonly most: number;
  /** Names are the user name, the name, and the address as far as its @. */
  readonly part: 'names' | 'domain';
}

/** How many are offered. */
export const MOST_SIMILAR = 5;
/** Words of fewer letters are too often one slip away from each other. */
const ONE_SLIP = 4;
const TWO_SLIPS = 6;
const END_OF_NAME = String.fromCharCode(AFTER_NAME);

/** The words that typed texts are made of. */
export function soughtWords(
  texts: readonly string[],
  letters: LatinLetters,
): readonly SoughtWord[] {
  return texts.flatMap((text) => {
    const [names = '', domain = ''] = foldText(text).split('@', 2);
    const inPart = (words: string, part: SoughtWord['part']) =>
      latinWords(words, letters).map((word) => ({ letters: word, most: mostSlips(word), part }));
    return [...inPart(names, 'names'), ...inPart(domain, 'domain')];
  });
}

/** The name that rules out most people; without one nobody is looked for. */
export function longestName(sought: readonly SoughtWord[]): SoughtWord | undefined {
  return sought
    .filter(({ part }) => part === 'names')
    .toSorted((one, other) => other.letters.length - one.letters.length)
    .at(0);
}

function mostSlips({ length }: string): number {
  if (length < ONE_SLIP) return 0;
  return length < TWO_SLIPS ? 1 : 2;
}

/**
 * How many slips lie between the words and a person; null when one of them is close to nothing.
 * @param text The person's, as `personText` gives it.
 */
export function slipsTo(
  sought: readonly SoughtWord[],
  text: string,
  letters: LatinLetters,
): number | null {
  const at = text.indexOf('@', text.indexOf(END_OF_NAME));
  const end = at === -1 ? text.length : at;
  const names = latinWords(text.slice(0, end), letters);
  const domain = latinWords(text.slice(end), letters);
  let slips = 0;
  for (const word of sought) {
    const least = Math.min(
      ...(word.part === 'names' ? names : domain).map((had) => wordSlips(word, had)),
    );
    if (least > word.most) return null;
    slips += least;
  }
  return slips;
}

/** Slips between a word and one that somebody has, or that without the number behind it. */
export function wordSlips({ letters, most }: SoughtWord, had: string): number {
  if (had.startsWith(letters)) return 0;
  const bare = had.replace(/\d+$/, '');
  const slips = slipsBetween(letters, had, most);
  return bare === had ? slips : Math.min(slips, slipsBetween(letters, bare, most));
}

/** Keeps the nearest of those that come by, of the equally near those that came first. */
export class Nearest {
  readonly #found: { readonly id: number; readonly slips: number }[] = [];

  add(id: number, slips: number): void {
    const place = this.#found.findLastIndex(
      (other) => other.slips < slips || (other.slips === slips && other.id < id),
    );
    this.#found.splice(place + 1, 0, { id, slips });
    this.#found.length = Math.min(this.#found.length, MOST_SIMILAR);
  }

  get ids(): readonly number[] {
    return this.#found.map(({ id }) => id);
  }
}
