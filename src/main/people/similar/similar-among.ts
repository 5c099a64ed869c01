import { loadLatinLetters } from './latin-letters.ts';
import { longestName, Nearest, slipsTo, soughtWords } from './sought-words.ts';
import { createTextGate } from './text-gate.ts';

/**
 * Who of some people has words close to typed texts, the closest first.
 *
 * @param people Each with the text that `personText` gives. @returns Ids.
 */
export async function similarAmong(
  people: readonly { readonly id: number; readonly text: string }[],
  texts: readonly string[],
): Promise<readonly number[]> {
  const letters = await loadLatinLetters();
  const sought = soughtWords(texts, letters);
  const nearest = new Nearest();
  const longest = longestName(sought);
  if (!longest) return nearest.ids;
  const mayBeClose = createTextGate(longest, letters);
  for (const { id, text } of people) {
    const bytes = Buffer.from(`${text}\n`);
    const place = { bytes, from: 0, end: bytes.length };
    if (!mayBeClose.inAscii(place) && !mayBeClose.inOthers(place)) continue;
    const slips = slipsTo(sought, text, letters);
    if (slips !== null) nearest.add(id, slips);
  }
  return nearest.ids;
}
