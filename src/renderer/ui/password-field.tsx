import { Field as BaseField } from '@base-ui/react/field';
import { Eye, EyeOff } from 'lucide-react';
import { useState, type Ref } from 'react';

import { Field, type FieldProps } from './field.tsx';
import { IconButton } from './icon-button.tsx';
import styles from './input.module.css';

export interface PasswordFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete?: 'current-password' | 'new-password' | 'off' | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
}

export function PasswordField({
  value,
  onChange,
  autoComplete = 'off',
  autoFocus,
  inputRef,
  ...field
}: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field {...field}>
      <div className={styles['group']}>
        <BaseField.Control
          ref={inputRef}
          className={styles['input']}
          type={shown ? 'text' : 'password'}
          spellCheck={false}
          value={value}
          onValueChange={(next) => onChange(next)}
          {...{ autoComplete, autoFocus }}
        />
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={shown ? 'Hide the password' : 'Show the password'}
          size="small"
          aria-pressed={shown}
          disabled={field.disabled}
          onClick={() => setShown(!shown)}
        />
      </div>
    </Field>
  );
}
