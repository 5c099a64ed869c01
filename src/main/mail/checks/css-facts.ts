import { decodeEscapes, splitCss } from '../preview/inert-css.ts';

export interface Declaration {
  readonly property: string;
  readonly value: string;
}

/** What the CSS of a mail uses. Everything in lower case, escapes resolved. */
export interface CssFacts {
  readonly declarations: readonly Declaration[];
  readonly selectors: readonly string[];
  /** With their name and what follows it: `media (max-width: 480px)`. */
  readonly atRules: readonly string[];
}

/** Pieces of CSS that are looked at. */
const MAX_PIECES = 50_000;

/** Reads style sheets, and the declarations of style attributes. */
export function cssFacts(sheets: readonly string[], attributes: readonly string[]): CssFacts {
  const facts = {
    declarations: [] as Declaration[],
    selectors: [] as string[],
    atRules: [] as string[],
  };
  let room = MAX_PIECES;
  for (const css of [...sheets, ...attributes]) {
    for (const { text, end } of splitCss(css.slice(0, 500_000))) {
      room -= 1;
      if (room < 0) return facts;
      const piece = decodeEscapes(text)
        .trim()
        .toLowerCase()
        .replace(/^<!--\s*/, '');
      if (piece.startsWith('@')) facts.atRules.push(piece.slice(1));
      else if (end === '{') facts.selectors.push(piece);
      else addDeclaration(facts.declarations, piece);
    }
  }
  return facts;
}

function addDeclaration(declarations: Declaration[], piece: string): void {
  const colon = piece.indexOf(':');
  if (colon < 1) return;
  declarations.push({
    property: piece.slice(0, colon).trim(),
    value: piece.slice(colon + 1).trim(),
  });
}

/** The declarations of one style attribute, the last of each property. */
export function declarationsOf(style: string): ReadonlyMap<string, string> {
  const { declarations } = cssFacts([], [style]);
  return new Map(declarations.map(({ property, value }) => [property, value]));
}
