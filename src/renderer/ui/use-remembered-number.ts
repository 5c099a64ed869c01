import { useState } from 'react';

const PREFIX = 'gatehouse.';

/** A number that survives a restart: kept in the window's local storage under its name. */
export function useRememberedNumber(
  name: string,
  fallback: number,
): readonly [number, (value: number) => void] {
  const [value, setValue] = useState(() => readNumber(name) ?? fallback);
  const remember = (next: number) => {
    setValue(next);
    localStorage.setItem(PREFIX + name, String(next));
  };
  return [value, remember];
}

function readNumber(name: string): number | undefined {
  const stored = Number(localStorage.getItem(PREFIX + name) ?? Number.NaN);
  return Number.isFinite(stored) ? stored : undefined;
}
