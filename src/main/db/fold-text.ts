const CONTROL = /\p{Cc}/u;
const CONTROLS = /\p{Cc}/gu;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
/** Only Latin letters are typed without their accents; elsewhere the marks make other letters. */
const ACCENTED = /(\p{Script=Latin})\p{Mn}+/gu;
const NOT_ASCII = /[^\u0020-\u007e]/u;

/**
 * Text as searches compare it, in any alphabet: Unicode's NFKC_Casefold, near enough. Letter case,
 * width, ligatures and the accents of Latin letters do not count, invisible characters are gone, `ß` is `ss`, and control
 * characters are blanks. A Turkish `İ` is an `i`; a dotless `ı` stays itself.
 */
export function foldText(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toLowerCase();
  return foldAtOnce(text).replaceAll(CONTROLS, ' ');
}

/** Folds texts that stand between control characters, in one go; null if one has some in itself. */
export function foldParts(parts: readonly string[], separators: readonly string[]): string | null {
  if (parts.some((part) => CONTROL.test(part))) return null;
  return foldAtOnce(parts.map((part, at) => part + (separators[at] ?? '')).join(''));
}

/** Folds all but control characters, which stay and part what is between them. */
export function foldAtOnce(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(UNSEEN, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .replaceAll('i\u0307', 'i')
    .normalize('NFKD')
    .replaceAll(ACCENTED, '$1')
    .normalize('NFKC');
}
