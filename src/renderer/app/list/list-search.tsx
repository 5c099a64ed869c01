import {
  createContext,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';

import { useSearchText } from '../people/use-search-text.ts';

interface ShownSearch {
  /** What is asked for by the list that is shown. */
  readonly text: string;
  /** Types another text; the list is drawn for it once the answer to it has come, or failed. */
  readonly change: (text: string, answer: Promise<unknown>) => void;
}

interface TypedSearch {
  /** What stands in the search field. */
  readonly text: string;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

const Typed = createContext<TypedSearch>({
  text: '',
  onFocus: () => undefined,
  onBlur: () => undefined,
});
const Shown = createContext<ShownSearch>({ text: '', change: () => undefined });

interface ListSearchProps {
  /** What the address asks for. */
  readonly value: string;
  readonly onSettle: (text: string) => void;
  readonly children: ReactNode;
}

/**
 * The search of a list: a key is drawn in its field at once, and in the list around it only when
 * there is something to show, so that a screen is drawn once for a key and not twice. Whoever leaves
 * the field means what was typed: from then on the screen asks for nothing else.
 */
export function ListSearch({ value, onSettle, children }: ListSearchProps) {
  const [typed, setTyped] = useSearchText(value, onSettle);
  const [held, setHeld] = useState<{ readonly typed: string; readonly shown: string }>();
  const shown = held?.typed === typed ? held.shown : typed;
  const isInField = useRef(false);
  const newest = useRef({ shown, setTyped });
  useLayoutEffect(() => {
    newest.current = { shown, setTyped };
  });
  const [change] = useState(() => (text: string, answer: Promise<unknown>) => {
    const hold = { typed: text, shown: newest.current.shown };
    newest.current.setTyped(text);
    if (!isInField.current) return;
    setHeld(hold);
    const show = () => setHeld((now) => (now === hold ? undefined : now));
    answer.then(show, show);
  });
  const search = useMemo(() => ({ text: shown, change }), [shown, change]);
  const [handlers] = useState(() => ({
    onFocus: () => {
      isInField.current = true;
    },
    onBlur: () => {
      isInField.current = false;
      setHeld(undefined);
    },
  }));
  const field = useMemo(() => ({ text: typed, ...handlers }), [typed, handlers]);
  return (
    <Typed value={field}>
      <Shown value={search}>{children}</Shown>
    </Typed>
  );
}

export const useTypedSearch = (): TypedSearch => useContext(Typed);

/** What the list shows of it. */
export const useListSearch = (): ShownSearch => useContext(Shown);
