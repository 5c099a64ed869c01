interface Pair {
  readonly runs: number;
  /** Each does its work once and says how long it took, in milliseconds. */
  readonly first: () => Promise<number>;
  readonly second: () => Promise<number>;
}

/**
 * By how much the second work takes longer than the first in the middle, in milliseconds. They
 * alternate, and the order within a pair too, so that a machine that grows slower or faster
 * meanwhile is slower or faster for both.
 */
export async function pairedGap(pair: Pair): Promise<number> {
  const { first, second } = await measure(pair);
  return median(second.map((time, index) => time - (first[index] ?? 0)));
}

/** The same with Welch's t of the two samples, each without its slowest tenth: hiccups. */
pairedGap.welch = async (pair: Pair): Promise<{ readonly gap: number; readonly t: number }> => {
  const { first, second } = await measure(pair);
  const gap = median(second.map((time, index) => time - (first[index] ?? 0)));
  const [a, b] = [trim(first), trim(second)];
  const error = Math.sqrt(variance(a) / a.length + variance(b) / b.length);
  return { gap, t: (mean(b) - mean(a)) / error };
};

/** What was found in the first of three tries in which it holds, else in the last: others use the machine too. */
export async function tried<Found>(
  measure: () => Promise<Found>,
  holds: (found: Found) => boolean,
): Promise<Found> {
  let found = await measure();
  for (let again = 0; again < 2 && !holds(found); again += 1) found = await measure();
  return found;
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

async function measure({ runs, first, second }: Pair) {
  const times = { first: [] as number[], second: [] as number[] };
  for (let run = -5; run < runs; run += 1) {
    const order = run % 2 === 0 ? (['first', 'second'] as const) : (['second', 'first'] as const);
    for (const name of order) {
      const time = await { first, second }[name]();
      // The first few only warm up.
      if (run >= 0) times[name].push(time);
    }
  }
  return times;
}

function trim(values: readonly number[]): readonly number[] {
  return values.toSorted((a, b) => a - b).slice(0, Math.ceil(values.length * 0.9));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return squares / (values.length - 1);
}
