import type { KeyboardEvent } from 'react';

import type { ColumnActs } from './use-column-acts.ts';

const STEP = 16;

/** Arrows go from head to head; with Shift they move the column, + and − change its width. */
export function headerKey(
  event: KeyboardEvent<HTMLElement>,
  id: string,
  { arranges, moveBy, resize }: ColumnActs,
): void {
  const cell = event.currentTarget.closest<HTMLElement>('[role=columnheader]');
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const wider = { '+': STEP, '=': STEP, '-': -STEP }[event.key];
  if (by !== undefined && event.shiftKey && arranges) moveBy(id, by);
  else if (by !== undefined) neighbour(cell, by)?.querySelector('button')?.focus();
  else if (wider !== undefined && arranges && cell !== null) resize(id, cell.offsetWidth + wider);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function neighbour(cell: HTMLElement | null, by: number): Element | null | undefined {
  return by < 0 ? cell?.previousElementSibling : cell?.nextElementSibling;
}
