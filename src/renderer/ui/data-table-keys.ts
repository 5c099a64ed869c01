export type DataTableAct =
  | { readonly act: 'move'; readonly to: number; readonly extend: boolean }
  | { readonly act: 'select'; readonly extend: boolean }
  | { readonly act: 'selectAll' | 'clear' | 'peek' | 'open' };

interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

interface Place {
  readonly active: number;
  readonly total: number;
  /** Rows that fit the window: one page. */
  readonly page: number;
}

const STEPS: Readonly<Record<string, (place: Place) => number>> = {
  arrowdown: ({ active }) => active + 1,
  j: ({ active }) => active + 1,
  arrowup: ({ active }) => active - 1,
  k: ({ active }) => active - 1,
  pagedown: ({ active, page }) => active + page,
  pageup: ({ active, page }) => active - page,
  home: () => 0,
  end: ({ total }) => total - 1,
};

/** What a key means in the grid, or undefined when it is none of the grid's business. */
export function actOfKey(press: KeyPress, place: Place): DataTableAct | undefined {
  const key = press.key.toLowerCase();
  if (press.ctrlKey || press.metaKey || press.altKey) {
    return key === 'a' && !press.altKey && !press.shiftKey ? { act: 'selectAll' } : undefined;
  }
  const step = STEPS[key];
  if (step !== undefined) {
    const to = Math.max(0, Math.min(place.total - 1, step(place)));
    return { act: 'move', to, extend: press.shiftKey };
  }
  if (key === 'x') return { act: 'select', extend: press.shiftKey };
  if (key === ' ') return { act: 'peek' };
  if (key === 'enter') return { act: 'open' };
  if (key === 'escape') return { act: 'clear' };
  return undefined;
}
