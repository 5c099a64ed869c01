import { useEffect, useRef } from 'react';

import { isCovered } from '../keys/use-action-runner.ts';

/** For what takes the focus while nobody else has it, so that its keys work and Tab goes on from it. */
export function useFallbackFocus<Element extends HTMLElement>() {
  const ref = useRef<Element>(null);
  useEffect(() => takeIfNobodys(ref.current));
  return ref;
}

/**
 * For a list, whose keys also work after a click on an empty place and after keys pressed elsewhere,
 * and for what stands in its place.
 */
export function useListFocus<Element extends HTMLElement>(isItsTurn = always) {
  const ref = useRef<Element>(null);
  useEffect(() => {
    if (isItsTurn()) takeIfNobodys(ref.current);
  });
  useEffect(() => {
    const take = () => {
      // Whoever has just marked a text may go on with it.
      if (isItsTurn() && !isCovered() && document.getSelection()?.isCollapsed !== false) {
        takeIfNobodys(ref.current);
      }
    };
    document.addEventListener('click', take);
    document.addEventListener('keyup', take);
    return () => {
      document.removeEventListener('click', take);
      document.removeEventListener('keyup', take);
    };
  }, [isItsTurn]);
  return ref;
}

function always(): boolean {
  return true;
}

function takeIfNobodys(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true });
}
