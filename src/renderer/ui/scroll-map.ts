/** Chromium lays nothing out taller than 2²⁵ pixels, about 33.5 million. Far below that is exact. */
const MOST_HEIGHT = 8_000_000;
/** At both ends the scrollbar moves rows pixel by pixel, so that the first and last are exact. */
const EXACT_ENDS = 200_000;
/** Past this many views at once, one has moved the thumb; below, the wheel. */
const JUMP_VIEWS = 4;

/** Between where the scroller is and where one is in a list too tall for it, all in pixels. */
export interface ScrollMap {
  /** The height of the element that gives the scroller its thumb. */
  readonly height: number;
  /** The furthest that the scroller goes, and that the list goes. */
  readonly scrollEnd: number;
  readonly listEnd: number;
  readonly toList: (scrollTop: number) => number;
  readonly toScroll: (listTop: number) => number;
}

/**
 * @param listHeight Of all rows.
 * @param viewHeight What of them is seen at once.
 */
export function scrollMap(listHeight: number, viewHeight: number): ScrollMap {
  const height = Math.min(listHeight, MOST_HEIGHT);
  const scrollEnd = Math.max(0, height - viewHeight);
  const listEnd = Math.max(0, listHeight - viewHeight);
  const squeeze = (listEnd - 2 * EXACT_ENDS) / (scrollEnd - 2 * EXACT_ENDS);
  const isExact = height === listHeight;
  return {
    height,
    scrollEnd,
    listEnd,
    toList: (scrollTop) => {
      if (isExact || scrollTop <= EXACT_ENDS) return clamp(scrollTop, listEnd);
      if (scrollTop >= scrollEnd - EXACT_ENDS)
        return clamp(listEnd - scrollEnd + scrollTop, listEnd);
      return EXACT_ENDS + (scrollTop - EXACT_ENDS) * squeeze;
    },
    toScroll: (listTop) => {
      if (isExact || listTop <= EXACT_ENDS) return clamp(listTop, scrollEnd);
      if (listTop >= listEnd - EXACT_ENDS) return clamp(scrollEnd - listEnd + listTop, scrollEnd);
      return EXACT_ENDS + (listTop - EXACT_ENDS) / squeeze;
    },
  };
}

export interface ScrollPlace {
  readonly scrollTop: number;
  readonly listTop: number;
}

/** Where a scroll leads: the wheel moves rows as far as it moved, the thumb leads to its share. */
export function scrolledTo(
  scrollTop: number,
  before: ScrollPlace,
  map: ScrollMap,
  viewHeight: number,
): ScrollPlace {
  const moved = scrollTop - before.scrollTop;
  const isAtEnd = scrollTop <= 0 || scrollTop >= map.scrollEnd;
  const isJump = Math.abs(moved) > JUMP_VIEWS * viewHeight;
  const listTop =
    isAtEnd || isJump ? map.toList(scrollTop) : clamp(before.listTop + moved, map.listEnd);
  return { scrollTop, listTop };
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
