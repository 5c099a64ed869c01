/** The name that a mistyped one is likely to mean, or null. */
export function nearest(typed: string, names: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.max(2, Math.floor(typed.length * 0.4)) + 1;
  for (const name of names) {
    const steps = distance(typed.slice(0, MAX_LENGTH), name);
    if (steps < least) [best, least] = [name, steps];
  }
  return best;
}

const MAX_LENGTH = 60;

/** How many letters are to be put in, taken out or replaced (Levenshtein). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1];
    for (let at = 0; at < right.length; at += 1) {
      const replaced = (row[at] ?? 0) + (right[at] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
