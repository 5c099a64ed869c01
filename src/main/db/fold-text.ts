const CONTROLS = /\p{Cc}/gu;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const NOT_ASCII = /[^\u0020-\u007e]/u;

/**
 * Text as searches compare it, in any alphabet: Unicode's NFKC_Casefold, near enough. Letter case,
 * width and ligatures do not count, invisible characters are gone, `ß` is `ss`, and control
 * characters are blanks. A Turkish `İ` is an `i`; a dotless `ı` stays itself.
 */
export function foldText(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .replaceAll(UNSEEN, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .replaceAll('i\u0307', 'i')
    .normalize('NFKC')
    .replaceAll(CONTROLS, ' ');
}
