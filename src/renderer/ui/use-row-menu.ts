import { useEffect, useEffectEvent, useState, type MouseEvent } from 'react';

import type { DataTableProps } from './data-table-props.ts';
import { isTextEntry } from './is-text-entry.ts';
import type { MenuPoint } from './menu.tsx';

interface RowMenu {
  /** Where it is open, or null. */
  readonly point: MenuPoint | null;
  readonly onContextMenu: (event: MouseEvent<HTMLElement>) => void;
  /** Opens it for the row of the cursor. */
  readonly openAtCursor: () => boolean;
  readonly close: () => void;
}

/**
 * The menu of a row: for the one under a right click, which the cursor goes to, or by key for the
 * cursor's own.
 *
 * @param cursor The cursor's place, or undefined while it stands on no row.
 * @param rowAt The drawn row at a place, or else the grid.
 */
export function useRowMenu<Row>(
  props: DataTableProps<Row>,
  cursor: number | undefined,
  rowAt: (index: number) => HTMLElement | null,
): RowMenu {
  const [point, setPoint] = useState<MenuPoint | null>(null);
  const tell = useEffectEvent((row: Row | null) => props.onMenuRow?.(row));
  const isOpen = point !== null;
  useEffect(() => {
    if (isOpen) return () => tell(null);
    return undefined;
  }, [isOpen]);

  const open = (index: number, at: MenuPoint) => {
    const row = props.getRow(index);
    if (row === undefined || props.rowMenu === undefined) return false;
    if (props.onMenuMove) props.onMenuMove(index);
    else if (index !== cursor) props.onActiveIndexChange(index);
    props.onMenuRow?.(row);
    setPoint(at);
    return true;
  };
  const openAtCursor = () => {
    const box = cursor === undefined ? undefined : rowAt(cursor)?.getBoundingClientRect();
    if (cursor === undefined || box === undefined) return false;
    return open(cursor, { x: box.left + INDENT, y: Math.min(box.bottom, window.innerHeight) });
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const { target, currentTarget } = event;
    if (!(target instanceof Element) || !currentTarget.contains(target)) return;
    if (isTextEntry(target)) return;
    const index = indexOf(target);
    // Its key is heard where the focus is: by the grid itself.
    const isByKey = target === currentTarget && event.button !== RIGHT_BUTTON;
    const hasOpened =
      index === undefined
        ? isByKey && openAtCursor()
        : open(index, { x: event.clientX, y: event.clientY });
    if (hasOpened) event.preventDefault();
  };
  return { point, onContextMenu, openAtCursor, close: () => setPoint(null) };
}

/** Of a menu from the start of its row, in pixels: behind the checkbox. */
const INDENT = 40;
const RIGHT_BUTTON = 2;

/** The place in the list of the row that something stands in; the head is none. */
function indexOf(target: Element): number | undefined {
  const index = Number(target.closest('[role=row]')?.getAttribute('aria-rowindex')) - 2;
  return index >= 0 ? index : undefined;
}
