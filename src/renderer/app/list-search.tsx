import {
  createContext,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';

import { useSearchText } from './use-search-text.ts';

interface ShownSearch {
  /** What is asked for by the list that is shown. */
  readonly text: string;
  /** Types another text; the list is drawn for it once the answer to it has come, or failed. */
  readonly change: (text: string, answer: Promise<unknown>) => void;
}

const TypedText = createContext('');
const Shown = createContext<ShownSearch>({ text: '', change: () => undefined });

interface ListSearchProps {
  /** What the address asks for. */
  readonly value: string;
  readonly onSettle: (text: string) => void;
  readonly children: ReactNode;
}

/**
 * The search of a list: a key is drawn in its field at once, and in the list around it only when
 * there is something to show, so that a screen is drawn once for a key and not twice.
 */
export function ListSearch({ value, onSettle, children }: ListSearchProps) {
  const [typed, setTyped] = useSearchText(value, onSettle);
  const [held, setHeld] = useState<{ readonly typed: string; readonly shown: string }>();
  const shown = held?.typed === typed ? held.shown : typed;
  const newest = useRef({ shown, setTyped });
  useLayoutEffect(() => {
    newest.current = { shown, setTyped };
  });
  const [change] = useState(() => (text: string, answer: Promise<unknown>) => {
    const hold = { typed: text, shown: newest.current.shown };
    newest.current.setTyped(text);
    setHeld(hold);
    const show = () => setHeld((now) => (now === hold ? undefined : now));
    answer.then(show, show);
  });
  const search = useMemo(() => ({ text: shown, change }), [shown, change]);
  return (
    <TypedText value={typed}>
      <Shown value={search}>{children}</Shown>
    </TypedText>
  );
}

/** What stands in the search field. */
export const useTypedText = (): string => useContext(TypedText);

/** What the list shows of it. */
export const useListSearch = (): ShownSearch => useContext(Shown);
