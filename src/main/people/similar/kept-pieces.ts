import type { SoughtWord } from './sought-words.ts';

/**
 * Texts of which every word has one that is close to a word, or begins with it: of one piece more
 * than there may be slips, one at least is left whole. Only two neighbours exchanged where two
 * pieces meet hurt both, so that what they make together is among the texts.
 */
export function keptPieces({ letters, most }: SoughtWord): readonly string[] {
  const count = most + 1;
  const edges = Array.from({ length: count + 1 }, (_, at) =>
    Math.floor((at * letters.length) / count),
  );
  const piece = (from: number, to: number) => letters.slice(edges[from], edges[to]);
  const swapped = (from: number, to: number) => {
    let text = piece(from, to);
    for (let meet = from + 1; meet < to; meet += 1) {
      const at = (edges[meet] ?? 0) - (edges[from] ?? 0);
      text = text.slice(0, at - 1) + text.charAt(at) + text.charAt(at - 1) + text.slice(at + 1);
    }
    return text;
  };
  const pieces: string[] = [];
  for (let from = 0; from < count; from += 1) {
    for (let to = from + 1; to <= count; to += 1) pieces.push(swapped(from, to));
  }
  return pieces;
}
