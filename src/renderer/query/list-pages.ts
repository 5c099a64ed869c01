/** Rows that travel at once: more than a window shows, few enough to come at once. */
export const PAGE_SIZE = 100;
/** Rows asked for before one gets there. */
const AHEAD = 200;
const BEHIND = 30;

export interface Pages {
  readonly first: number;
  readonly last: number;
}

export const FIRST_PAGES: Pages = { first: 0, last: 0 };

/**
 * The pages to have for a window of rows, with more of them where one is going. At the beginning
 * one goes nowhere yet: a list that is asked for anew with every key is one page.
 */
export function pagesFor(from: number, to: number, goesUp: boolean): Pages {
  const above = goesUp ? AHEAD : BEHIND;
  const below = goesUp || from === 0 ? BEHIND : AHEAD;
  return { first: pageOf(Math.max(0, from - above)), last: pageOf(to + below) };
}

export function pageOf(index: number): number {
  return Math.floor(index / PAGE_SIZE);
}

export function pageNumbers({ first, last }: Pages): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
