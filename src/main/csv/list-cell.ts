/** A name in quotation marks, or as it is, and what ends it. */
const NAME = /\s*(?:"((?:[^"]|"")*)"\s*(?=[,;|]|$)|([^,;|]*))([,;|]|$)/y;
const NEEDS_QUOTES = /[,;|"]|^\s|\s$|^$/;

/**
 * Names as the text of one cell, with commas between them. One that holds a comma, a semicolon, a
 * bar or a quotation mark stands in quotation marks, with those in it doubled.
 */
export function writeList(names: readonly string[]): string {
  return names
    .map((name) => (NEEDS_QUOTES.test(name) ? `"${name.replaceAll('"', '""')}"` : name))
    .join(',');
}

/** The names that `writeList` has written, or that somebody has with semicolons or bars. */
export function readList(text: string): string[] {
  const names: string[] = [];
  NAME.lastIndex = 0;
  for (;;) {
    const [, quoted, plain = '', end = ''] = NAME.exec(text) ?? [];
    if (quoted !== undefined) names.push(quoted.replaceAll('""', '"'));
    else if (plain.trim() !== '') names.push(plain.trim());
    if (end === '') return names;
  }
}
