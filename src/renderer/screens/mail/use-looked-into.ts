import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';

/** Tells when somebody presses, types or moves the focus inside, frames within included. */
export function useLookedInto(onLook: () => void): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const look = useEffectEvent(onLook);
  useEffect(() => {
    const element = place.current;
    const tell = () => look();
    const kinds = ['pointerdown', 'keydown', 'focusin', 'wheel'] as const;
    for (const kind of kinds) element?.addEventListener(kind, tell, { passive: true });
    // A press in a frame is an event of the frame: here it only takes the focus from the window.
    const onBlur = () => {
      if (element?.contains(document.activeElement)) look();
    };
    window.addEventListener('blur', onBlur);
    return () => {
      for (const kind of kinds) element?.removeEventListener(kind, tell);
      window.removeEventListener('blur', onBlur);
    };
  }, []);
  return place;
}
