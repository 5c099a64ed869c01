import { NumberField as BaseNumberField } from '@base-ui/react/number-field';

import { useState } from 'react';

import { Field, type FieldProps } from './field.tsx';
import styles from './input.module.css';

export interface NumberFieldProps extends FieldProps {
  readonly value: number | null;
  /** `null` while the field is empty. */
  readonly onChange: (value: number | null) => void;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** What is counted, shown at the end: `days`, `seconds`. */
  readonly unit?: string | undefined;
  /** False for ports and ids, which take no thousands separator. */
  readonly grouped?: boolean | undefined;
}

export function NumberField({
  value,
  onChange,
  min,
  max,
  unit,
  grouped = true,
  ...field
}: NumberFieldProps) {
  const [own, setOwn] = useState({ value, turn: 0 });
  const [isFocused, setFocused] = useState(false);
  // Anew when another value is put into it while it has the focus: it would go on showing what was
  // typed, and report it on blur.
  if (!Object.is(own.value, value)) setOwn({ value, turn: own.turn + (isFocused ? 1 : 0) });
  return (
    <Field {...field}>
      <BaseNumberField.Root
        key={own.turn}
        value={value}
        onValueChange={(next) => {
          setOwn({ ...own, value: next });
          onChange(next);
        }}
        format={{ useGrouping: grouped, maximumFractionDigits: 0 }}
        locale="en-GB"
        allowOutOfRange
        {...{ min, max }}
      >
        <BaseNumberField.Group className={styles['group']}>
          <BaseNumberField.Input
            className={`${styles['input']} ${styles['number']}`}
            autoFocus={isFocused}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
          />
          {unit !== undefined && <span className={styles['unit']}>{unit}</span>}
        </BaseNumberField.Group>
      </BaseNumberField.Root>
    </Field>
  );
}
