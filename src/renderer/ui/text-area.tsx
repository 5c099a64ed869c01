import { Field as BaseField } from '@base-ui/react/field';
import type { Ref } from 'react';

import { Field, type FieldProps } from './field.tsx';
import styles from './input.module.css';

export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number | undefined;
  readonly placeholder?: string | undefined;
  readonly readOnly?: boolean | undefined;
  readonly mono?: boolean | undefined;
  readonly ref?: Ref<HTMLTextAreaElement> | undefined;
  /** Mod+Enter, as Enter is a line's end here. */
  readonly onSubmit?: (() => void) | undefined;
}

export function TextArea({
  value,
  onChange,
  rows = 4,
  placeholder,
  readOnly,
  mono = false,
  ref,
  onSubmit,
  ...field
}: TextAreaProps) {
  return (
    <Field {...field}>
      <BaseField.Control
        className={styles['input']}
        data-mono={mono || undefined}
        value={value}
        onValueChange={(next) => onChange(next)}
        placeholder={placeholder}
        // What is code is nothing to be spelled, and may hold what no spelling service should read.
        spellCheck={mono ? false : undefined}
        readOnly={readOnly}
        render={<textarea ref={ref} rows={rows} />}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          if (!event.repeat) onSubmit?.();
        }}
      />
    </Field>
  );
}
