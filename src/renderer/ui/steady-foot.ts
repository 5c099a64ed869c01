import { type RefObject, useEffect, useLayoutEffect } from 'react';

/** For so long after the foot of the page has moved, no click is for what stands there now. */
export const STEADY_MS = 500;
/** As high as a row of buttons that stands on the foot and moves with it, in pixels. */
const ROW_PX = 64;

const DIALOGS = '[role="dialog"], [role="alertdialog"]';

const parts = new Set<Element>();
/** Where in the window the foot lies, in pixels. */
type Foot = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

const NOWHERE: Foot = {
  left: Number.POSITIVE_INFINITY,
  top: Number.POSITIVE_INFINITY,
  right: Number.NEGATIVE_INFINITY,
  bottom: Number.NEGATIVE_INFINITY,
};
let foot = NOWHERE;
let moved = { at: Number.NEGATIVE_INFINITY, over: NOWHERE };

function noteMove(): void {
  const now = performance.now();
  const boxes = [...parts].map((part) => part.getBoundingClientRect());
  const before = isSteady() ? foot : join(foot, moved.over);
  foot = boxes.filter(({ height }) => height > 0).reduce(join, NOWHERE);
  moved = { at: now, over: join(before, foot) };
}

function join(one: Foot, other: Foot): Foot {
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  };
}

function isSteady(): boolean {
  return performance.now() - moved.at >= STEADY_MS;
}

/**
 * What stacks up at the foot of a page moves what stands above it: a button may come to stand where
 * another one was that somebody is about to click.
 */
export function useFootPart(ref: RefObject<Element | null>, isPart = true): void {
  useLayoutEffect(() => {
    const part = isPart ? ref.current : null;
    // Dialogs have strips as well, which are not at the foot of the page.
    if (part === null || part.closest(DIALOGS) !== null || typeof ResizeObserver === 'undefined')
      return undefined;
    parts.add(part);
    const sizes = new ResizeObserver(noteMove);
    sizes.observe(part);
    return () => {
      sizes.disconnect();
      parts.delete(part);
      noteMove();
    };
  }, [ref, isPart]);
}

/** No click reaches the foot then, and the dialog does not move with it. */
function isUnderDialog(): boolean {
  return document.querySelector('[data-covers]') !== null;
}

/** Lets no click of a pointer land near the foot on what was not there half a second before. */
export function useSteadyFoot(): void {
  useEffect(() => {
    const guard = (event: MouseEvent) => {
      // A key presses what has the focus, wherever that stands.
      if (event.detail === 0 || isSteady() || isUnderDialog()) return;
      const { left, top, right, bottom } = moved.over;
      if (event.clientY < top - ROW_PX || event.clientY > bottom) return;
      if (event.clientX < left || event.clientX > right) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('click', guard, { capture: true });
    return () => document.removeEventListener('click', guard, { capture: true });
  }, []);
}
