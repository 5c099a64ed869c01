/** Scripts written without blanks between words: each of their characters counts as a word. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/gu;

/**
 * Text in the form in which words are kept and looked for. Compatibility forms become the usual
 * letters (Unicode NFKC), so that full-width text is found; scripts without blanks are set apart
 * character by character, so that a phrase finds any piece of them. Letter case and accents are
 * left to the index, which folds both for all scripts.
 */
export function searchText(text: string): string {
  return text.normalize('NFKC').replaceAll('\0', ' ').replace(UNSPACED, ' $& ');
}

/** Whether there is a letter or a digit in it: all else separates words and can't be found. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.normalize('NFKC'));
}

/** A tag with letter case folded, as tags are compared. */
export function foldTag(label: string): string {
  return label.normalize('NFKC').toLowerCase();
}
