import type { BenchApplication } from './application.ts';
import type { Figure } from './figure.ts';
import { rank } from './rank.ts';

const BY_NAME = { column: 'username', direction: 'ascending' } as const;
const OTHERS = 30;
/** Ten letters each. */
const TYPED_FAST = ['zubizarret', 'annamuelle', 'olga shevc', 'robert gar', 'wilhelmina'];

/**
 * Ten letters, one every 30 ms, until the rows and the count of all of them are there: each search
 * taken back by the next letter, and all of them left to be answered.
 */
export async function typingFigures(bench: BenchApplication): Promise<readonly Figure[]> {
  const taken = { gatehouse: [] as number[], bare: [] as number[] };
  const worked = { gatehouse: [] as number[], bare: [] as number[] };
  for (const text of TYPED_FAST) {
    for (const way of ['bare', 'gatehouse'] as const) {
      await forget(bench);
      const before = process.cpuUsage();
      const last = await typeFast(bench, text, way);
      const { user, system } = process.cpuUsage(before);
      taken[way].push(last);
      worked[way].push((user + system) / 1_000);
    }
  }
  const figure = (work: string, { gatehouse, bare }: typeof taken): Figure => ({
    work,
    unit: 'ms',
    gatehouse: rank(gatehouse, 0.5),
    bare: rank(bare, 0.5),
  });
  return [
    figure('ten letters at 30 ms, after the last; bare: none taken back', taken),
    figure('the work of it, in processor time', worked),
  ];
}

/** What was found is kept until so much else is looked for. */
async function forget({ call }: BenchApplication): Promise<void> {
  for (let other = 0; other < OTHERS; other += 1) {
    await call('accounts.count', { query: `x${other}x` });
  }
}

/** @returns Milliseconds from the last letter to its rows and count. */
async function typeFast(
  { application }: BenchApplication,
  query: string,
  way: 'gatehouse' | 'bare',
): Promise<number> {
  let typing = new AbortController();
  let answers: readonly Promise<unknown>[] = [];
  const all: Promise<unknown>[] = [];
  let at = 0;
  for (let letters = 1; letters <= 10; letters += 1) {
    typing.abort();
    typing = new AbortController();
    const signal = way === 'gatehouse' ? typing.signal : undefined;
    const typed = query.slice(0, letters);
    const page = { query: typed, sort: BY_NAME, offset: 0, limit: 100 };
    at = performance.now();
    answers = [
      application.dispatch('accounts.list', page, signal),
      application.dispatch('accounts.count', { query: typed }, signal),
    ];
    all.push(...answers);
    if (letters < 10) await new Promise((resolve) => setTimeout(resolve, 30));
  }
  await Promise.all(answers);
  const last = performance.now() - at;
  await Promise.all(all);
  return last;
}
