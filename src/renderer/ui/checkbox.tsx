import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Field as BaseField } from '@base-ui/react/field';
import type { ReactNode } from 'react';

import { CheckMark, type Checked } from './check-mark.tsx';
import styles from './option.module.css';

export interface CheckboxProps {
  readonly label: ReactNode;
  readonly description?: ReactNode;
  readonly checked: Checked;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
}

export function Checkbox(props: CheckboxProps) {
  const { label, description, checked, onChange, disabled } = props;
  return (
    <BaseField.Root className={styles['field']} disabled={disabled}>
      <BaseField.Label className={styles['option']}>
        <BaseCheckbox.Root
          className={styles['control']}
          checked={checked === true}
          indeterminate={checked === 'mixed'}
          onCheckedChange={(next) => onChange(next)}
        >
          <CheckMark checked={checked} />
        </BaseCheckbox.Root>
        {label}
      </BaseField.Label>
      {description !== undefined && (
        <BaseField.Description className={styles['description']}>
          {description}
        </BaseField.Description>
      )}
    </BaseField.Root>
  );
}
