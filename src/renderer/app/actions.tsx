import {
  createContext,
  use,
  useId,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';

import type { Glyph } from '../ui/icon.tsx';

/** Something a person can do now: it has a key, a place in the palette and in the list of keys. */
export interface Action {
  readonly id: string;
  readonly label: string;
  /** Heading in the palette and in the list of keys. */
  readonly group: string;
  readonly keys?: string | undefined;
  readonly icon?: Glyph | undefined;
  /** Other words that the palette finds it by. */
  readonly keywords?: string | undefined;
  /** Asks for Enter twice in the palette. */
  readonly danger?: boolean | undefined;
  /** Why it can't be done now; the key says so too. */
  readonly disabledReason?: string | undefined;
  /** A word for the key bar; without one it is not there. */
  readonly bar?: string | undefined;
  /** What it is about is on its way: the key waits for it, and does nothing when it settles to false. */
  readonly waits?: Promise<boolean> | undefined;
  /** Left out where a grid minds the key itself, and this is only the word for it. */
  readonly run?: (() => void) | undefined;
}

interface ActionStore {
  readonly all: () => readonly Action[];
  readonly subscribe: (listener: () => void) => () => void;
  readonly put: (owner: string, actions: readonly Action[] | null) => void;
}

const ActionsContext = createContext<ActionStore | undefined>(undefined);

/** Collects what the frame and the screen in it offer. */
export function ActionsProvider({ children }: { readonly children: ReactNode }) {
  const [store] = useState(createActionStore);
  return <ActionsContext value={store}>{children}</ActionsContext>;
}

/**
 * Offers actions while the component is mounted; the latest closures count.
 *
 * @param coming The selection that they are about, while it is on its way.
 */
export function useActions(
  actions: readonly Action[],
  coming: Promise<boolean> | null = null,
): void {
  const { put } = useActionStore();
  const owner = useId();
  useLayoutEffect(
    () =>
      put(
        owner,
        coming === null ? actions : actions.map((action) => ({ ...action, waits: coming })),
      ),
    [put, owner, actions, coming],
  );
  // Before those of the next screen are put: one key of both would stay in the key bar.
  useLayoutEffect(() => () => put(owner, null), [put, owner]);
}

/** Everything on offer, with a new render whenever it changes. */
export function useOfferedActions(): readonly Action[] {
  const store = useActionStore();
  return useSyncExternalStore(store.subscribe, store.all);
}

export function useActionStore(): ActionStore {
  const store = use(ActionsContext);
  if (store === undefined) throw new Error('useActions needs an ActionsProvider above it.');
  return store;
}

function createActionStore(): ActionStore {
  const owners = new Map<string, readonly Action[]>();
  const listeners = new Set<() => void>();
  let all: readonly Action[] = [];
  return {
    all: () => all,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    put: (owner, actions) => {
      if (actions === null) owners.delete(owner);
      else owners.set(owner, actions);
      all = [...owners.values()].flat();
      for (const listener of listeners) listener();
    },
  };
}
