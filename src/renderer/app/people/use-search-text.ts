import { useEffect, useRef, useState } from 'react';

const SETTLE_MS = 120;

/**
 * The text of a search field that follows every key, and tells the address once typing pauses. A
 * change of the address from elsewhere, as by the back button, comes back into the field.
 */
export function useSearchText(
  value: string,
  onSettle: (text: string) => void,
): readonly [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const [known, setKnown] = useState(value);
  /** How often another search has come from elsewhere. */
  const [others, setOthers] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (value !== known) {
    setKnown(value);
    if (value !== sent) {
      setSent(value);
      setText(value);
      setOthers(others + 1);
    }
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  // What was typed before another search came is not told after it.
  useEffect(() => {
    if (others > 0) clearTimeout(timer.current);
  }, [others]);
  const change = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setSent(next.trim());
      onSettle(next.trim());
    }, SETTLE_MS);
  };
  return [text, change];
}
