import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type RefObject,
} from 'react';
import { flushSync } from 'react-dom';

import type { RowId } from './data-table-columns.tsx';
import { useElementSize } from './use-element-size.ts';
import { scrolledTo, scrollMap, type ScrollPlace } from './scroll-map.ts';

/** Of the header, in pixels. */
export const HEADER_HEIGHT = 30;
/** Rows drawn beyond both edges. */
const OVERSCAN = 4;
/** Rows are placed relative to one nearby: places of millions of pixels lose their exactness. */
const ORIGIN_STEP = 4_096;
/** For so long the rows of before stay when one has moved the thumb to some that are not there. */
const HELD_MS = 100;

interface RowWindowOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  /** What the rows stand on; it moves when one scrolls. */
  readonly layer: RefObject<HTMLElement | null>;
  readonly total: number;
  /** Always drawn, so that `aria-activedescendant` never points at nothing. */
  readonly active: number;
  /** Undefined while the row is not loaded. */
  readonly activeId: RowId | undefined;
  readonly rowHeight: number;
  readonly listKey: string | undefined;
  readonly isLoaded: (index: number) => boolean;
  readonly onRange: ((first: number, last: number) => void) | undefined;
}

export interface RowWindow {
  /** The rows to draw, in order. */
  readonly items: readonly { readonly index: number; readonly top: number }[];
  /** Of the element that gives the scroller its thumb, and of the part that stays in sight. */
  readonly height: number;
  readonly viewHeight: number;
  /** Of the scroller, in pixels. */
  readonly width: number;
  /** Rows that fit the scroller. */
  readonly page: number;
}

/** Which rows of a list of any length are in sight, and where they stand. */
export function useRowWindow(options: RowWindowOptions): RowWindow {
  const { scroller, layer, total, active, rowHeight, listKey, isLoaded } = options;
  const size = useElementSize(scroller);
  const viewHeight = Math.max(rowHeight, size.height - HEADER_HEIGHT);
  const map = useMemo(
    () => scrollMap(total * rowHeight, viewHeight),
    [total, rowHeight, viewHeight],
  );
  const place = useRef<ScrollPlace>({ scrollTop: 0, listTop: 0 });
  const [top, setTop] = useState(0);
  /** Where one is, while rows of before stay because none of there have come. */
  const [ahead, setAhead] = useState<number>();

  const rangeAt = (pixels: number): Range => {
    const from = Math.min(Math.floor(pixels / rowHeight), Math.max(0, total - 1));
    const to = Math.min(total - 1, from + Math.ceil(viewHeight / rowHeight));
    return { first: from, last: Math.max(from, to) };
  };
  const isThere = (range: Range) => isLoaded(range.first) || isLoaded(range.last);
  const drawAt = (pixels: number) => {
    setTop(pixels);
    setAhead(undefined);
  };
  if (ahead !== undefined && isThere(rangeAt(ahead))) drawAt(ahead);
  const { first, last } = rangeAt(top);
  const drawn = { from: Math.max(0, first - OVERSCAN), to: Math.min(total - 1, last + OVERSCAN) };
  const origin = Math.floor(first / ORIGIN_STEP) * ORIGIN_STEP;

  const moveLayer = () => moveDown(layer.current, origin * rowHeight - place.current.listTop);
  /**
   * Rows that are drawn already only move; others are drawn before anything is painted. Where none
   * are there yet, those of before stay for a moment: drawn once, rows come sooner.
   */
  const show = (listTop: number) => {
    const next = rangeAt(listTop);
    const nextTop = next.first * rowHeight;
    const isDrawn = next.first >= drawn.from && next.last <= drawn.to;
    if (isDrawn) {
      moveLayer();
      drawAt(nextTop);
    } else if (isThere(next)) flushSync(() => drawAt(nextTop));
    else setAhead(nextTop);
  };
  const onScroll = useEffectEvent(() => {
    const { scrollTop = 0 } = scroller.current ?? {};
    if (scrollTop === place.current.scrollTop) return;
    place.current = scrolledTo(scrollTop, place.current, map, viewHeight);
    show(place.current.listTop);
  });
  /** Puts the thumb where the rows are, once it stands still. */
  const settleThumb = useEffectEvent(() => {
    const { listTop, scrollTop } = place.current;
    const wanted = map.toScroll(listTop);
    // Where it stands already, asking would only make the browser lay everything out at once.
    if (wanted === scrollTop) return;
    place.current = { scrollTop: scrollDown(scroller.current, wanted), listTop };
  });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const scroll = () => onScroll();
    const settle = () => settleThumb();
    element.addEventListener('scroll', scroll, { passive: true });
    element.addEventListener('scrollend', settle, { passive: true });
    return () => {
      element.removeEventListener('scroll', scroll);
      element.removeEventListener('scrollend', settle);
    };
  }, [scroller]);

  const isHeld = ahead !== undefined;
  const giveUp = useEffectEvent(() => drawAt(ahead ?? top));
  useEffect(() => {
    if (!isHeld) return;
    const timer = setTimeout(() => giveUp(), HELD_MS);
    return () => clearTimeout(timer);
  }, [isHeld]);

  /** The list became shorter or the view taller. */
  const keepInList = useEffectEvent((listEnd: number, height: number) => {
    const listTop = Math.min(place.current.listTop, listEnd);
    place.current = { ...place.current, listTop };
    settleThumb();
    drawAt(Math.floor(listTop / height) * height);
  });
  useLayoutEffect(() => keepInList(map.listEnd, rowHeight), [map.listEnd, rowHeight]);
  const shownKey = useRef(listKey);
  const startAnew = useEffectEvent((key: string | undefined) => {
    if (key === shownKey.current) return;
    shownKey.current = key;
    // At its beginning already: asking would only make the browser lay everything out at once.
    if (place.current.scrollTop === 0) return;
    place.current = { scrollTop: scrollDown(scroller.current, 0), listTop: 0 };
    drawAt(0);
  });
  useLayoutEffect(() => startAnew(listKey), [listKey]);
  useLayoutEffect(() => {
    if (!isHeld) moveLayer();
  });

  const visible = rangeAt(ahead ?? top);
  useReportedRange(visible, total, options.onRange);
  useActiveInSight(options, visible, (index) => {
    const start = index * rowHeight;
    const { listTop } = place.current;
    const least = start + rowHeight - viewHeight;
    const next = start < listTop ? start : Math.max(listTop, least);
    if (next === listTop) return;
    place.current = { ...place.current, listTop: Math.min(map.listEnd, Math.max(0, next)) };
    settleThumb();
    drawAt(Math.floor(place.current.listTop / rowHeight) * rowHeight);
    moveLayer();
  });

  const indexes = Array.from({ length: drawn.to - drawn.from + 1 }, (_, at) => drawn.from + at);
  if (active < drawn.from) indexes.unshift(active);
  else if (active > drawn.to) indexes.push(active);
  return {
    items: indexes.map((index) => ({ index, top: (index - origin) * rowHeight })),
    height: map.height,
    viewHeight: Math.min(viewHeight, map.height),
    width: size.width,
    page: Math.max(1, Math.floor(viewHeight / rowHeight)),
  };
}

function moveDown(element: HTMLElement | null, pixels: number): void {
  if (element !== null) element.style.translate = `0 ${pixels}px`;
}

/** @returns Where it came to stand: a browser keeps fractions of a pixel or rounds them. */
function scrollDown(element: HTMLElement | null, pixels: number): number {
  if (element === null) return 0;
  element.scrollTop = pixels;
  return element.scrollTop;
}

interface Range {
  readonly first: number;
  readonly last: number;
}

function useReportedRange(
  { first, last }: Range,
  total: number,
  onRange: RowWindowOptions['onRange'],
): void {
  const report = useEffectEvent((from: number, to: number) => {
    if (total > 0) onRange?.(from, to);
  });
  useEffect(() => report(first, last), [first, last]);
}

/** Follows the active row; one that only moved, while one looks elsewhere, takes nothing along. */
function useActiveInSight(
  { active, activeId }: Pick<RowWindowOptions, 'active' | 'activeId'>,
  { first, last }: Range,
  bring: (index: number) => void,
): void {
  const shown = useRef<{ readonly index: number; readonly id: RowId | undefined }>(undefined);
  const keepInSight = useEffectEvent((next: number, nextId: RowId | undefined) => {
    const { index = -1, id } = shown.current ?? {};
    shown.current = { index: next, id: nextId };
    const onlyMoved = id !== undefined && id === nextId;
    const inSight = first <= index && index <= last;
    if (next !== index && (inSight || !onlyMoved)) bring(next);
  });
  useLayoutEffect(() => keepInSight(active, activeId), [active, activeId]);
}
