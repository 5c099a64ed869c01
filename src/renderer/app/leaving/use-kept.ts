import {
  createContext,
  use,
  useEffect,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from 'react';

/** What was opened and typed in a frame, for the next one of the same person. */
type KeptValues = ReturnType<typeof createKeptValues>;

/**
 * Holds values by name, in memory alone. Each is forgotten when its component goes, but not when
 * the whole frame goes behind the lock: there it waits for the component to come back.
 */
function createKeptValues() {
  const values = new Map<string, unknown>();
  const readers = new Map<string, Set<() => void>>();
  let isHidden = false;
  const readersOf = (name: string) => {
    const known = readers.get(name) ?? new Set();
    readers.set(name, known);
    return known;
  };
  return {
    hide(hidden: boolean): void {
      isHidden = hidden;
    },
    read: (name: string, start: unknown) => (values.has(name) ? values.get(name) : start),
    write(name: string, value: unknown): void {
      const here = readersOf(name);
      if (here.size === 0) {
        if (!isHidden) return;
        // An act that ended behind the lock closes its dialog: what was typed there is done with.
        values.clear();
      }
      values.set(name, value);
      for (const tell of here) tell();
    },
    subscribe(name: string, tell: () => void): () => void {
      const here = readersOf(name);
      here.add(tell);
      return () => {
        here.delete(tell);
        // Whether the whole frame goes is said once all of it has gone.
        queueMicrotask(() => {
          if (!isHidden && here.size === 0) values.delete(name);
        });
      };
    },
    /**
     * Forgets what is of the screen that is left, also what nobody has come back for: the next screen
     * may keep something by the same name.
     *
     * @param ofFrame What is of no screen.
     */
    forgetScreen(ofFrame: string): void {
      for (const name of values.keys()) {
        if (name === ofFrame) continue;
        values.delete(name);
        for (const tell of readersOf(name)) tell();
      }
    },
  };
}

const KeptContext = createContext<KeptValues | undefined>(undefined);

export const KeptProvider = KeptContext.Provider;

/** What is kept for one person: another one begins with nothing. */
export function useKeptFor(personId: number | undefined, isHidden: boolean): KeptValues {
  const [{ kept, of }, setKept] = useState(() => ({ kept: createKeptValues(), of: personId }));
  if (of !== personId) setKept({ kept: createKeptValues(), of: personId });
  useEffect(() => kept.hide(isHidden), [kept, isHidden]);
  return kept;
}

export function useKeptValues(): KeptValues {
  const kept = use(KeptContext);
  if (kept === undefined) throw new Error('useKept needs a KeptProvider above it.');
  return kept;
}

/**
 * A state that is there again when the console is unlocked by whoever locked it: what is typed in a
 * dialog, and which one is open. Nothing secret is ever put here.
 *
 * @param name Nothing else that is shown at the same time has it; it says whom the words are about.
 */
export function useKept<Value>(
  name: string,
  start: Value,
): [Value, (next: Value | ((now: Value) => Value)) => void] {
  const kept = useKeptValues();
  const [own] = useState({ name, start });
  // From the first moment on: a subscription begins only after the first letter may have been typed.
  useLayoutEffect(() => kept.subscribe(own.name, () => {}), [kept, own]);
  const [subscribe] = useState(() => (tell: () => void) => kept.subscribe(own.name, tell));
  // Values are read under the name that they were written with.
  const read = () => kept.read(own.name, own.start) as Value;
  const value = useSyncExternalStore(subscribe, read);
  const change = (next: Value | ((now: Value) => Value)) => {
    const before = read();
    const after = typeof next === 'function' ? (next as (now: Value) => Value)(before) : next;
    if (!Object.is(before, after)) kept.write(own.name, after);
  };
  return [value, change];
}
