const CONTROL = /\p{Cc}/u;
const CONTROLS = /\p{Cc}/gu;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
/** Only Latin and Greek letters are typed without their accents; elsewhere the marks make other letters. */
const ACCENTED = /([\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu;
/** Latin letters that Unicode takes apart in no form, as they are typed where keyboards lack them. */
const TYPED_AS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};
const TYPED = new RegExp(`[${Object.keys(TYPED_AS).join('')}]`, 'gu');
const NOT_ASCII = /[^\u0020-\u007e]/u;

/**
 * Text as searches compare it, in any alphabet: Unicode's NFKC_Casefold, near enough. Letter case,
 * width, ligatures and the accents of Latin and Greek letters do not count, invisible characters are
 * gone, `ß` is `ss`, `ø` is `o`, and control characters are blanks. A Turkish `İ` is an `i`, and so
 * is a dotless `ı`.
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
    .replaceAll('ς', 'σ')
    .replaceAll('i\u0307', 'i')
    .normalize('NFKD')
    .replaceAll(ACCENTED, '$1')
    .replaceAll(TYPED, (letter) => TYPED_AS[letter] ?? letter)
    .normalize('NFKC');
}
