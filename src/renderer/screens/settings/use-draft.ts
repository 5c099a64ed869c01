import { useState } from 'react';

/**
 * Values of a form as typed, over those that are stored. What was not touched follows the store,
 * so that a change from elsewhere is neither lost nor overwritten.
 */
export function useDraft<Values extends object>(stored: Values) {
  const [typed, setTyped] = useState<Partial<Values>>({});
  const values = { ...stored, ...typed };
  const isChanged = (name: keyof Values): boolean => name in typed && typed[name] !== stored[name];
  return {
    values,
    isChanged,
    changed: (Object.keys(typed) as (keyof Values)[]).some(isChanged),
    set: (changes: Partial<Values>) => setTyped((before) => ({ ...before, ...changes })),
    reset: () => setTyped({}),
  };
}
