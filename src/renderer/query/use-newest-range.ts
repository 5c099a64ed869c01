import { useEffect, useEffectEvent, useRef } from 'react';

import { pageOf, pagesFor, type Pages, type RowRange } from './list-pages.ts';

/**
 * While some pages are on their way, only the newest wish is remembered: a thumb that is dragged
 * through a million rows asks for where it is, not for where it was. Where it is comes first, and
 * then what is around it.
 */
export function useNewestRange(
  { key, pages, isBusy }: { readonly key: string; readonly pages: Pages; readonly isBusy: boolean },
  want: (pages: Pages, inSight: Pages) => void,
): (first: number, last: number) => void {
  const waiting = useRef<{ readonly key: string; readonly range: RowRange }>(undefined);
  const seen = useRef(0);
  const { first: firstPage, last: lastPage } = pages;
  const go = (range: RowRange, from: number, to: number) => {
    const inSight = { first: pageOf(range.first), last: pageOf(range.last) };
    const isAsked = from <= inSight.first && inSight.last <= to;
    want(isAsked ? pagesFor(range) : inSight, inSight);
    waiting.current = isAsked ? undefined : { key, range };
  };
  const arrived = useEffectEvent((busy: boolean, from: number, to: number) => {
    if (busy) return;
    const { current } = waiting;
    waiting.current = undefined;
    if (current?.key === key) go(current.range, from, to);
  });
  useEffect(() => arrived(isBusy, firstPage, lastPage), [isBusy, firstPage, lastPage]);
  return (first, last) => {
    const range = { first, last, goesUp: first < seen.current };
    seen.current = first;
    if (isBusy) waiting.current = { key, range };
    else go(range, firstPage, lastPage);
  };
}
