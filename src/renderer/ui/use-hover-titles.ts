import { useEffect } from 'react';

import { describeMoment } from './describe-time.ts';

/** How many elements around the one under the pointer may be what cuts its text off. */
const LEVELS = 4;

/**
 * Titles that are written only once the pointer is there: the whole of a text that ends in an
 * ellipsis, and the date and time behind a relative one.
 */
export function useHoverTitles(): void {
  useEffect(() => {
    let titled: HTMLElement | undefined;
    // Moves and not only arrivals: what the pointer rests on may be another row's by now.
    const look = ({ target }: Event) => {
      titled?.removeAttribute('title');
      titled = undefined;
      const [element, title] = titleAt(target) ?? [];
      if (element === undefined || title === undefined) return;
      element.title = title;
      titled = element;
    };
    document.addEventListener('pointermove', look, { passive: true });
    return () => document.removeEventListener('pointermove', look);
  }, []);
}

/** Undefined also where a title says something already. */
function titleAt(target: EventTarget | null): readonly [HTMLElement, string] | undefined {
  let element = target instanceof Element ? target : null;
  for (let level = 0; element !== null && level < LEVELS; level += 1) {
    if (element.hasAttribute('title')) return undefined;
    if (element instanceof HTMLTimeElement)
      return [element, describeMoment(new Date(element.dateTime))];
    if (element instanceof HTMLElement && isCutOff(element)) return [element, element.textContent];
    element = element.parentElement;
  }
  return undefined;
}

function isCutOff(element: HTMLElement): boolean {
  return (
    getComputedStyle(element).textOverflow === 'ellipsis' &&
    element.scrollWidth > element.clientWidth
  );
}
