import { hasBit, intersect } from '../index/bits.ts';
import type { Matcher } from '../index/matcher.ts';
import type { PersonIndex } from '../index/person-index.ts';
import type { Slices } from '../index/slices.ts';
import { endOf, slotAt, startOf } from '../index/text-store.ts';
import type { Condition } from '../read-query.ts';
import { keptPieces } from './kept-pieces.ts';
import { type LatinLetters, loadLatinLetters } from './latin-letters.ts';
import { longestName, Nearest, slipsTo, soughtWords } from './sought-words.ts';
import { createTextGate } from './text-gate.ts';

/**
 * Who meets a condition and has words close to typed texts, the closest first: machine code finds
 * who has a piece of the longest word, and only they, and who is written with other letters than
 * ASCII, are looked at one by one.
 *
 * @param load Loads the letters of all alphabets.
 * @returns Ids.
 */
export function* similarPeople(
  { index, matcher }: { readonly index: PersonIndex; readonly matcher: Matcher },
  { condition, texts }: { readonly condition: Condition; readonly texts: readonly string[] },
  load = loadLatinLetters,
): Slices<Float64Array> {
  const letters = yield* lettersLoaded(load);
  const sought = soughtWords(texts, letters);
  const nearest = new Nearest();
  const longest = longestName(sought);
  if (!longest) return new Float64Array();
  const mayBeClose = createTextGate(longest, letters);
  const everybody = yield* matcher.find(condition);
  const foreign = intersect(index.foreign.slice(), everybody);
  const pieces = keptPieces(longest).map((needle) => ({
    kind: 'text' as const,
    field: 'any' as const,
    needle,
  }));
  const near = intersect(everybody, yield* matcher.find({ kind: 'any', of: pieces }));
  for (const segment of index.texts.segments) {
    const { bytes, count } = segment;
    for (let row = 0; row < count; row += 1) {
      const slot = slotAt(segment, row);
      const isNear = hasBit(near, slot);
      const isForeign = hasBit(foreign, slot);
      if (!isNear && !isForeign) continue;
      if (!index.texts.isCurrent(slot, segment, row)) continue;
      const text = { bytes, from: startOf(segment, row), end: endOf(segment, row) };
      if (!(isNear && mayBeClose.inAscii(text)) && !(isForeign && mayBeClose.inOthers(text))) {
        continue;
      }
      const slips = slipsTo(sought, bytes.toString('utf8', text.from, text.end), letters);
      if (slips !== null) nearest.add(index.ids[slot] ?? 0, slips);
    }
    yield;
  }
  return Float64Array.from(nearest.ids);
}

function* lettersLoaded(load: () => Promise<LatinLetters>): Slices<LatinLetters> {
  let letters: LatinLetters | undefined;
  yield load().then((made) => (letters = made));
  if (!letters) throw new TypeError('Nobody waited for the letters.');
  return letters;
}
