import { Field as BaseField } from '@base-ui/react/field';
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import type { ReactNode } from 'react';

import styles from './switch.module.css';

export interface SwitchProps {
  readonly label: ReactNode;
  readonly description?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
}

/** For what takes effect at once; inside a form that is saved, use Checkbox. */
export function Switch(props: SwitchProps) {
  const { label, description, checked, onChange, disabled } = props;
  return (
    <BaseField.Root className={styles['field']} disabled={disabled}>
      <div className={styles['text']}>
        <BaseField.Label className={styles['label']}>{label}</BaseField.Label>
        {description !== undefined && (
          <BaseField.Description className={styles['description']}>
            {description}
          </BaseField.Description>
        )}
      </div>
      <BaseSwitch.Root
        className={styles['track']}
        checked={checked}
        onCheckedChange={(next) => onChange(next)}
      >
        <BaseSwitch.Thumb className={styles['thumb']} />
      </BaseSwitch.Root>
    </BaseField.Root>
  );
}
