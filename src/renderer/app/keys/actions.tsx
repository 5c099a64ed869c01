import {
  createContext,
  use,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';

import { ACTIONS, type ActionId } from '../../../shared/keys/actions.ts';
import type { KeyedAction } from '../../../shared/keys/keyed-action.ts';
import type { Glyph } from '../../ui/icon.tsx';
import type { Keymap } from '../../../shared/keys/keymap.ts';
import { useKeymap } from './keymap.tsx';

/** Something a person can do now: it has a place in the palette, in the menus and in the list of keys. */
export interface Action {
  readonly id: ActionId | `go.view.${number}`;
  /** Which of the catalogue it is, where that is not its id. */
  readonly slot?: ActionId | undefined;
  readonly label: string;
  /** Its words without whom it is about, where they are others than those of the catalogue. */
  readonly plainLabel?: string | undefined;
  /** Heading in the palette and in the list of keys. */
  readonly group: string;
  /** Here its key belongs to another action. */
  readonly keyless?: boolean | undefined;
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
  /** Left out where a grid minds the key by itself, and does it when it is asked to. */
  readonly run?: (() => void) | undefined;
}

/** An action with its key, as the person at the console has it. */
export interface OfferedAction extends Action {
  readonly keys: string | undefined;
}

/** What the catalogue says of it; nothing of a saved view beyond the ninth. */
export function inCatalogue({ id, slot }: Pick<Action, 'id' | 'slot'>): KeyedAction | undefined {
  const known = slotOf({ id, slot });
  return known && ACTIONS[known];
}

function slotOf({ id, slot }: Pick<Action, 'id' | 'slot'>): ActionId | undefined {
  return slot ?? (id.startsWith('go.view.') ? undefined : (id as ActionId));
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
export function useOfferedActions(): readonly OfferedAction[] {
  const store = useActionStore();
  const keymap = useKeymap();
  const all = useSyncExternalStore(store.subscribe, store.all);
  return useMemo(() => all.map((action) => withKeys(action, keymap)), [all, keymap]);
}

/** @returns The action with the key that it has now. */
export function withKeys(action: Action, keymap: Keymap): OfferedAction {
  const slot = slotOf(action);
  return { ...action, keys: action.keyless || !slot ? undefined : keymap[slot] };
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
