/** Three lines of the table that is filled, used again for every pair. */
let lines: [before: Uint16Array, above: Uint16Array, line: Uint16Array] = tableFor(64);

function tableFor(width: number): typeof lines {
  return [new Uint16Array(width), new Uint16Array(width), new Uint16Array(width)];
}

/**
 * How many slips of the finger lie between two texts: a letter left out, put in, wrong, or two
 * neighbours exchanged (the optimal string alignment form of Damerau and Levenshtein's distance).
 *
 * @param most What is further apart than that is not measured.
 * @returns 0 to `most`, or `most + 1` for all that is further.
 */
export function slipsBetween(one: string, other: string, most: number): number {
  const width = other.length;
  if (Math.abs(one.length - width) > most) return most + 1;
  if (width >= lines[0].length) lines = tableFor(2 * width);
  let [before, above, line] = lines;
  for (let column = 0; column <= width; column += 1) line[column] = column;
  for (let row = 1; row <= one.length; row += 1) {
    [before, above, line] = [above, line, before];
    line[0] = row;
    let least = row;
    const letter = one.charCodeAt(row - 1);
    for (let column = 1; column <= width; column += 1) {
      const had = other.charCodeAt(column - 1);
      let slips = (above[column - 1] ?? 0) + (letter === had ? 0 : 1);
      slips = Math.min(slips, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1);
      const isSwap =
        row > 1 &&
        column > 1 &&
        letter === other.charCodeAt(column - 2) &&
        had === one.charCodeAt(row - 2);
      if (isSwap) slips = Math.min(slips, (before[column - 2] ?? 0) + 1);
      line[column] = slips;
      if (slips < least) least = slips;
    }
    if (least > most) return most + 1;
  }
  return Math.min(line[width] ?? 0, most + 1);
}
