import { countCharacters } from '../../../shared/count-characters.ts';

/** Django's UserAttributeSimilarityValidator.max_similarity. */
const MAX_SIMILARITY = 0.7;

/**
 * Whether a password resembles an attribute, whole or by one of its parts, as Django measures:
 * difflib's quick_ratio of the lower-cased texts.
 */
export function isTooSimilar(password: string, attribute: string): boolean {
  if (attribute === '') return false;
  const lowered = password.toLowerCase();
  const value = attribute.toLowerCase();
  const parts = [...value.split(/[^\p{L}\p{N}_]+/u), value];
  return parts.some(
    (part) => !isTooShortToMatter(lowered, part) && quickRatio(lowered, part) >= MAX_SIMILARITY,
  );
}

/** Parts so much shorter than the password that they can't make it weak are skipped (3.2.11). */
function isTooShortToMatter(password: string, part: string): boolean {
  const passwordLength = countCharacters(password);
  const partLength = countCharacters(part);
  return passwordLength >= 10 * partLength && partLength < (MAX_SIMILARITY / 2) * passwordLength;
}

/** Twice the characters that both have, counted as multisets, over the sum of the lengths. */
function quickRatio(a: string, b: string): number {
  const available = new Map<string, number>();
  const second = [...b];
  for (const character of second) available.set(character, (available.get(character) ?? 0) + 1);
  let common = 0;
  const first = [...a];
  for (const character of first) {
    const left = available.get(character) ?? 0;
    if (left > 0) common += 1;
    available.set(character, left - 1);
  }
  const total = first.length + second.length;
  return total === 0 ? 1 : (2 * common) / total;
}
