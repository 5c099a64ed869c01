/** What a letter of any alphabet is written with in Latin letters, or null for what parts words. */
export type LatinLetters = (point: number) => string | null;

const OF_A_WORD = /^[\p{L}\p{M}\p{N}]$/u;
const NOT_LATIN = /[^a-z0-9]/g;
/** Beyond are emoji and scripts that nobody writes any more. */
const LAST_POINT = 0xffff;

/** What was looked up before: the letters of many people are few. */
const known = new Map<number, string | null>();

/** Loads the letters of all alphabets; nobody needs them before a search finds nobody. */
export async function loadLatinLetters(): Promise<LatinLetters> {
  const { default: anyAscii } = await import('any-ascii');
  return (point) => {
    const found = known.get(point);
    if (found !== undefined) return found;
    const letter = String.fromCodePoint(point);
    const isPart = point <= LAST_POINT && OF_A_WORD.test(letter);
    const latin = isPart ? anyAscii(letter).toLowerCase().replaceAll(NOT_LATIN, '') : null;
    known.set(point, latin);
    return latin;
  };
}

/** The words of a folded text, in Latin letters and digits. */
export function latinWords(text: string, letters: LatinLetters): readonly string[] {
  let latin = '';
  for (const letter of text) latin += letters(letter.codePointAt(0) ?? 0) ?? ' ';
  return latin.split(' ').filter((word) => word !== '');
}
