import { useState } from 'react';

const STORAGE_KEY = 'letter-keys';

/** Whether bare letters are commands; off is what WCAG 2.1.4 asks to offer. */
export function useLetterKeys(): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(STORAGE_KEY) !== 'off');
  return [
    on,
    (next) => {
      localStorage.setItem(STORAGE_KEY, next ? 'on' : 'off');
      setOn(next);
    },
  ];
}
