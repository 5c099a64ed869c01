import type { KeyboardEvent } from 'react';

import type { MenuPoint } from './menu.tsx';
import type { ColumnActs } from './use-column-acts.ts';

const STEP = 16;

/**
 * Arrows go from head to head; with Shift they move the column, + and − change its width, and
 * Shift F10 opens its menu, as its key does by itself.
 */
export function headerKey(
  event: KeyboardEvent<HTMLElement>,
  id: string,
  { arranges, moveBy, resize }: ColumnActs,
  openMenu: (point: MenuPoint) => void,
): void {
  const cell = event.currentTarget.closest<HTMLElement>('[role=columnheader]');
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const wider = { '+': STEP, '=': STEP, '-': -STEP }[event.key];
  if (by !== undefined && event.shiftKey && arranges) moveBy(id, by);
  else if (by !== undefined) neighbour(cell, by)?.querySelector('button')?.focus();
  else if (event.key === 'F10' && event.shiftKey && cell !== null) openMenu(underneath(cell));
  else if (wider !== undefined && arranges && cell !== null) resize(id, cell.offsetWidth + wider);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function underneath(cell: HTMLElement): MenuPoint {
  const { left, bottom } = cell.getBoundingClientRect();
  return { x: left, y: bottom };
}

function neighbour(cell: HTMLElement | null, by: number): Element | null | undefined {
  return by < 0 ? cell?.previousElementSibling : cell?.nextElementSibling;
}
