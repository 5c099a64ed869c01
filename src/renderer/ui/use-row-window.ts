import {
  defaultRangeExtractor,
  observeElementRect,
  useVirtualizer,
  type VirtualItem,
} from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';

import type { RowId } from './data-table-columns.tsx';

/** Until the scroller is measured; also what stays while it is hidden and has no height. */
const ASSUMED_RECT = { width: 960, height: 640 };
const OVERSCAN = 6;

interface RowWindowOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly total: number;
  /** Always drawn, so that `aria-activedescendant` never points at nothing. */
  readonly active: number;
  /** Undefined while the row is not loaded. */
  readonly activeId: RowId | undefined;
  readonly rowHeight: number;
  readonly onRange: ((first: number, last: number) => void) | undefined;
}

export interface RowWindow {
  readonly items: readonly VirtualItem[];
  /** Pixels. */
  readonly totalSize: number;
  /** Of the scroller, in pixels. */
  readonly width: number;
  /** Rows that fit the scroller. */
  readonly page: number;
}

export function useRowWindow(options: RowWindowOptions): RowWindow {
  const { scroller, total, active, activeId, rowHeight, onRange } = options;
  const [width, setWidth] = useState(ASSUMED_RECT.width);
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    initialRect: ASSUMED_RECT,
    observeElementRect: (instance, report) =>
      observeElementRect(instance, (rect) => {
        const seen = rect.height > 0 ? rect : ASSUMED_RECT;
        report(seen);
        setWidth(seen.width);
      }),
    scrollPaddingEnd: rowHeight,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), active])].toSorted((one, other) => one - other),
  });
  const items = virtualizer.getVirtualItems();
  const first = virtualizer.range?.startIndex;
  const last = virtualizer.range?.endIndex;
  const reportRange = useEffectEvent(() => {
    if (first !== undefined && last !== undefined) onRange?.(first, Math.min(last, total - 1));
  });
  useEffect(() => reportRange(), [first, last, total]);
  const shown = useRef<{ readonly index: number; readonly id: RowId | undefined }>(undefined);
  /** A row that only moved, while one looks elsewhere, does not take the list with it. */
  const keepInSight = useEffectEvent(() => {
    const { index = -1, id } = shown.current ?? {};
    shown.current = { index: active, id: activeId };
    const onlyMoved = id !== undefined && id === activeId;
    const inSight = first !== undefined && last !== undefined && first <= index && index <= last;
    if (active !== index && (inSight || !onlyMoved)) virtualizer.scrollToIndex(active);
  });
  useEffect(() => keepInSight(), [active, activeId]);
  return {
    items,
    totalSize: virtualizer.getTotalSize(),
    width,
    page: Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? 0) / rowHeight) - 1),
  };
}
