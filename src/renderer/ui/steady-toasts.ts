import { useLayoutEffect, useRef } from 'react';

import { STEADY_MS } from './steady-foot.ts';

/** A toast by what matters here. */
interface Standing {
  readonly id: string;
  /** What its button says. */
  readonly action: string | undefined;
}

/**
 * A toast takes the place of the one before it, and one that goes brings back an earlier one: where
 * somebody is about to press Undo, another act's Undo may come to stand.
 *
 * @returns Whether a press of a pointer is for the button that stands there now: not while another
 *   toast's, with the same word, stood there half a second ago. A key presses what has the focus.
 */
export function useSteadyToasts(
  standing: readonly Standing[],
): (action: string, press: { readonly detail: number }) => boolean {
  const ids = standing.map(({ id }) => id).join();
  const last = useRef<{ readonly ids: string; readonly standing: readonly Standing[] }>({
    ids: '',
    standing: [],
  });
  const [stood, moved] = [useRef(new Map<string, number>()), useRef(new Map<string, number>())];
  useLayoutEffect(() => {
    if (last.current.ids === ids) return;
    const now = performance.now();
    for (const { action } of last.current.standing)
      if (action !== undefined) stood.current.set(action, now);
    for (const { action = '' } of standing)
      if (now - (stood.current.get(action) ?? -STEADY_MS) < STEADY_MS)
        moved.current.set(action, now);
    last.current = { ids, standing };
  }, [ids, standing, stood, moved]);
  return (action, { detail }) =>
    detail === 0 || performance.now() - (moved.current.get(action) ?? -STEADY_MS) >= STEADY_MS;
}
