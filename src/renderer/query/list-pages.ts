/** Rows that travel at once: more than a window shows, few enough to come at once. */
export const PAGE_SIZE = 100;
/** Rows asked for before one gets there. */
const AHEAD = 200;
const BEHIND = 30;

export interface Pages {
  readonly first: number;
  readonly last: number;
}

/** Rows in sight, and which way one came to them. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
  readonly goesUp: boolean;
}

export const FIRST_PAGES: Pages = { first: 0, last: 0 };

/**
 * The pages to have for a window of rows, with more of them where one is going. At the beginning
 * one goes nowhere yet: a list that is asked for anew with every key is one page.
 */
export function pagesFor({ first, last, goesUp }: RowRange): Pages {
  const above = goesUp ? AHEAD : BEHIND;
  const below = goesUp || first === 0 ? BEHIND : AHEAD;
  return { first: pageOf(Math.max(0, first - above)), last: pageOf(last + below) };
}

export function pageOf(index: number): number {
  return Math.floor(index / PAGE_SIZE);
}

export function pageNumbers({ first, last }: Pages): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

export function isWithin(page: number, { first, last }: Pages): boolean {
  return first <= page && page <= last;
}

export function arePages(one: Pages, other: Pages): boolean {
  return one.first === other.first && one.last === other.last;
}
