import type { InertImages } from './inert-images.ts';

/** A prelude, a declaration or an at-statement, with the character that ended it. */
export interface Piece {
  /** Comments are replaced by a space, so that leaving them out can't join two words to one. */
  readonly text: string;
  readonly end: ';' | '{' | '}' | '';
}

/** Everything in CSS that loads, and the function that old engines ran as a script. */
const LOADS =
  /(?:url|src|image|image-set|cross-fade|expression)\s*\(|@\s*import|attr\s*\([^)]*(?:url|image)/i;
/** The beginning of an address of another computer; a browser reads a backslash as a slash. */
const ADDRESS = /https?:|(?:^|["'\s(])[/\\]{2}\w/i;
const URL_FUNCTION = /url\(\s*(?:"([^"\\\r\n]*)"|'([^'\\\r\n]*)'|([^\s"'()\\]*))\s*\)/gi;
const INERT_URL = /url\("data:image\/[a-z]+;base64,[a-z0-9+/=]*"\)/gi;
/** A prelude that matches nothing: its block stays where it is and has no effect. */
const NEVER = '@media not all';

/**
 * Takes out of CSS what would connect to another computer. Works on a style sheet and on the
 * declarations of a style attribute alike.
 *
 * It cuts the text at `;`, `{` and `}` (CSS Syntax Module, section 4) and judges each piece by its
 * letters with escapes resolved. The name of a function can't reach over a cut, so a cut in the
 * wrong place drops too much, never too little.
 */
export function makeInertCss(css: string, images: InertImages): string {
  const kept = splitCss(css).map(({ text, end }) => {
    // A variable could carry it to where it loads; a selector may name what a link leads to.
    const isCarrier = end !== '{' && hasAddress(text);
    const inert = makeInertPiece(text, images, isCarrier);
    return (inert ?? (end === '{' ? NEVER : '')) + end;
  });
  // What is left must not end the style element around it.
  return kept.join('').replaceAll('</', '<\\/');
}

/** Whether a value, of an SVG attribute say, loads nothing when used as CSS. */
export function isInertValue(value: string): boolean {
  const hasHiddenFunction = value.includes('\\') && value.includes('(');
  return !hasHiddenFunction && !LOADS.test(decodeEscapes(value));
}

/** Whether a value names another computer. */
export function hasAddress(value: string): boolean {
  return ADDRESS.test(decodeEscapes(value));
}

function makeInertPiece(text: string, images: InertImages, isCarrier: boolean): string | null {
  if (isInertValue(text)) return isCarrier ? null : text;
  const isPicture = !/@\s*import|^\s*src\s*:/i.test(text);
  if (!isPicture) return null;
  const shown = text.replace(URL_FUNCTION, (found, double = '', single = '', bare = '') => {
    const image = images.inline(double || single || bare);
    return image === null ? found : `url("${image}")`;
  });
  const rest = shown.replace(INERT_URL, '');
  return isInertValue(rest) && !hasAddress(rest) ? shown : null;
}

/** Cuts CSS at `;`, `{` and `}` outside of parentheses, strings and comments. */
export function splitCss(css: string): Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  let start = 0;
  let depth = 0;
  let at = 0;
  while (at < css.length) {
    const character = css.charAt(at);
    if (character === '/' && css.charAt(at + 1) === '*') {
      text += `${css.slice(start, at)} `;
      at = endOfComment(css, at);
      start = at;
      continue;
    }
    if (character === '(') depth += 1;
    if (character === ')') depth = Math.max(0, depth - 1);
    if (depth === 0 && (character === ';' || character === '{' || character === '}')) {
      pieces.push({ text: text + css.slice(start, at), end: character });
      text = '';
      start = at + 1;
    }
    at = afterCharacter(css, at);
  }
  pieces.push({ text: text + css.slice(start), end: '' });
  return pieces;
}

function endOfComment(css: string, start: number): number {
  const end = css.indexOf('*/', start + 2);
  return end === -1 ? css.length : end + 2;
}

/** The position after a character, an escaped character, or a whole string. */
function afterCharacter(css: string, at: number): number {
  const quote = css.charAt(at);
  if (quote === '\\') return at + 2;
  if (quote !== '"' && quote !== "'") return at + 1;
  for (let end = at + 1; end < css.length; end += 1) {
    const character = css.charAt(end);
    if (character === quote) return end + 1;
    // A line break ends a string that was left open.
    if (character === '\n' || character === '\r' || character === '\f') return end;
    if (character === '\\') end += 1;
  }
  return css.length;
}

/** CSS with its escapes resolved (CSS Syntax Module, section 4.3.7). */
export function decodeEscapes(css: string): string {
  return css.replace(/\\(?:([0-9a-f]{1,6})(?:\r\n|\s)?|([^]))/gi, (_, hex?: string, plain = '') => {
    const codePoint = hex === undefined ? null : parseInt(hex, 16);
    if (codePoint === null) return plain;
    return codePoint > 0x10ffff ? '\ufffd' : String.fromCodePoint(codePoint);
  });
}
