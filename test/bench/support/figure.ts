/** One line of the table: what Gatehouse needs, and the libraries under it alone. */
export interface Figure {
  readonly work: string;
  readonly unit: 'ms' | 'mails/s' | 'requests/s';
  readonly gatehouse: number;
  readonly bare: number;
}

/** The middle of several measurements. @throws RangeError when there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('Nothing was measured.');
  return middle;
}

/** How long some work takes, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Measures two ways of one work in turns, so that what else the machine does strikes both. */
export async function inTurns(
  rounds: number,
  ways: {
    readonly gatehouse: () => Promise<number>;
    readonly bare: () => Promise<number>;
  },
): Promise<Pick<Figure, 'gatehouse' | 'bare'>> {
  const gatehouse: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    gatehouse.push(await ways.gatehouse());
    bare.push(await ways.bare());
  }
  return { gatehouse: median(gatehouse), bare: median(bare) };
}

const HEAD = ['work', 'Gatehouse', 'bare library', 'ratio'];

/** The table of all figures, as Markdown. The ratio is Gatehouse's number over the other. */
export function tableOf(figures: readonly Figure[]): string {
  const cells = figures.map(({ work, unit, gatehouse, bare }) => [
    work,
    `${short(gatehouse)} ${unit}`,
    `${short(bare)} ${unit}`,
    (gatehouse / bare).toFixed(2),
  ]);
  const widths = HEAD.map((_, column) =>
    Math.max(...[HEAD, ...cells].map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => '-'.repeat(width - (column === 0 ? 0 : 1)) + (column === 0 ? '' : ':')).join(' | ')} |`;
  return [line(HEAD), rule, ...cells.map(line)].join('\n');
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function short(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 10 ? 1 : 2);
}
