/** Embeddings, overrides and isolates, and their ends (https://unicode.org/reports/tr9/#Directional_Formatting_Characters). */
export const TURNS = /([\u202A-\u202E\u2066-\u2069])/g;

/**
 * Names the invisible characters that turn the direction of a text, in place of obeying them: no name
 * or address is read as another.
 */
export function showTurns(text: string): string {
  return text.replaceAll(TURNS, nameOfTurn);
}

/** The code point of such a character, in brackets. */
export function nameOfTurn(turn: string): string {
  return `[U+${turn.charCodeAt(0).toString(16).toUpperCase()}]`;
}
