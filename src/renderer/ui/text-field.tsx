import { Field as BaseField } from '@base-ui/react/field';
import type { Ref } from 'react';

import { Field, type FieldProps } from './field.tsx';
import styles from './input.module.css';

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'url' | 'search' | 'datetime-local' | 'date' | undefined;
  readonly placeholder?: string | undefined;
  readonly autoComplete?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly readOnly?: boolean | undefined;
  readonly maxLength?: number | undefined;
  /** Monospace: host names, paths, keys. */
  readonly mono?: boolean | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
}

export function TextField({
  value,
  onChange,
  type = 'text',
  mono = false,
  inputRef,
  placeholder,
  autoComplete = 'off',
  autoFocus,
  readOnly,
  maxLength,
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      <BaseField.Control
        ref={inputRef}
        className={styles['input']}
        data-mono={mono || undefined}
        spellCheck={false}
        value={value}
        onValueChange={(next) => onChange(next)}
        {...{ type, placeholder, autoComplete, autoFocus, readOnly, maxLength }}
      />
    </Field>
  );
}
