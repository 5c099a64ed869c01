import { useEffect, useEffectEvent, useState } from 'react';

import { useSettled } from './use-settled.ts';

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
  if (value !== known) {
    setKnown(value);
    if (value !== sent) {
      setSent(value);
      setText(value);
    }
  }
  const settled = useSettled(text.trim());
  const settle = useEffectEvent(() => {
    if (settled === sent) return;
    setSent(settled);
    onSettle(settled);
  });
  useEffect(() => settle(), [settled]);
  return [text, setText];
}
