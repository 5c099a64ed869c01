import { Field as BaseField } from '@base-ui/react/field';
import type { ReactNode, Ref } from 'react';

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
  readonly required?: boolean | undefined;
  readonly maxLength?: number | undefined;
  /** Monospace: host names, paths, keys. */
  readonly mono?: boolean | undefined;
  /** Text at the end of the control, for example a fixed domain. */
  readonly suffix?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
}

export function TextField({
  value,
  onChange,
  type = 'text',
  mono = false,
  suffix,
  inputRef,
  placeholder,
  autoComplete = 'off',
  autoFocus,
  readOnly,
  required,
  maxLength,
  ...field
}: TextFieldProps) {
  const control = (
    <BaseField.Control
      ref={inputRef}
      className={styles['input']}
      data-mono={mono || undefined}
      spellCheck={false}
      value={value}
      onValueChange={(next) => onChange(next)}
      {...{ type, placeholder, autoComplete, autoFocus, readOnly, required, maxLength }}
    />
  );
  return (
    <Field {...field}>
      {suffix === undefined ? (
        control
      ) : (
        <div className={styles['group']}>
          {control}
          <span className={styles['unit']}>{suffix}</span>
        </div>
      )}
    </Field>
  );
}
