import { type ReactNode, type RefObject, useState } from 'react';

import { isTyped } from '../../shared/is-typed.ts';
import { TextField } from './text-field.tsx';

/**
 * What is to be typed before an act is possible.
 *
 * @param asked Undefined where nothing is.
 * @returns Whether it is missing still, and the field for it.
 */
export function useTypedWords(
  asked: string | undefined,
  inputRef: RefObject<HTMLInputElement | null>,
): { readonly isMissing: boolean; readonly field: ReactNode } {
  const [typed, setTyped] = useState('');
  if (asked === undefined) return { isMissing: false, field: null };
  return {
    isMissing: !isTyped(typed, asked),
    field: (
      <TextField
        label={`Type ${asked} to go on`}
        value={typed}
        onChange={setTyped}
        inputRef={inputRef}
      />
    ),
  };
}
