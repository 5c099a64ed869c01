/**
 * How a spreadsheet begins a formula (OWASP, CSV Injection), with the full-width forms that some
 * take for the same signs; behind apostrophes too, so that those of a text itself can be told from
 * a guard.
 */
const FORMULA = /^(?='*[=+\-@\t\r\n＝＋－＠])/;
const GUARDED = /^'(?='*[=+\-@\t\r\n＝＋－＠])/;
/** The same behind what another program may take for the end of a cell, quoted or not. */
const FORMULA_WITHIN = /([;,|\t\r\n]["']*)(?=[=+\-@＝＋－＠])/g;
const GUARDED_WITHIN = /([;,|\t\r\n]["']*)'(?=[=+\-@＝＋－＠])/g;

/** Puts an apostrophe before whatever in a cell's text a spreadsheet would run. */
export function guardFormulas(text: string): string {
  return text.replaceAll(FORMULA_WITHIN, "$1'").replace(FORMULA, "'");
}

/** Takes off the apostrophes that `guardFormulas` puts in: of any text's guarded form, it gives the text. */
export function unguardFormulas(text: string): string {
  if (!text.includes("'")) return text;
  return text.replace(GUARDED, '').replaceAll(GUARDED_WITHIN, '$1');
}
