import { useEffect, useRef } from 'react';

/** For what takes the focus while nobody else has it, so that its keys work and Tab goes on from it. */
export function useFallbackFocus<Element extends HTMLElement>() {
  const ref = useRef<Element>(null);
  useEffect(() => {
    if (document.activeElement === document.body) ref.current?.focus({ preventScroll: true });
  });
  return ref;
}
