import { loadLatinLetters } from './latin-letters.ts';
import { Nearest, slipsTo, soughtWords } from './sought-words.ts';

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
  if (sought.length === 0) return nearest.ids;
  for (const { id, text } of people) {
    const slips = slipsTo(sought, text, letters);
    if (slips !== null) nearest.add(id, slips);
  }
  return nearest.ids;
}
