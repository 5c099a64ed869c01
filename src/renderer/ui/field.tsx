import { Field as BaseField } from '@base-ui/react/field';
import type { ReactNode } from 'react';

import styles from './field.module.css';

export interface FieldProps {
  readonly label: ReactNode;
  readonly description?: ReactNode;
  /** Shown under the control and read out with it. */
  readonly error?: string | undefined;
  readonly name?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Marks a value that differs from the saved one. */
  readonly changed?: boolean | undefined;
  /** Keeps the label for screen readers only. */
  readonly labelHidden?: boolean | undefined;
}

interface FieldFrameProps extends FieldProps {
  readonly children: ReactNode;
  /** False for controls that are buttons, so that a press on the label doesn't open them. */
  readonly nativeLabel?: boolean | undefined;
}

/** Label, control, description and error as one unit; the wiring for screen readers included. */
export function Field({
  label,
  description,
  error,
  name,
  disabled,
  changed = false,
  labelHidden,
  nativeLabel = true,
  children,
}: FieldFrameProps) {
  return (
    <BaseField.Root
      className={styles['field']}
      name={name}
      disabled={disabled}
      invalid={error !== undefined}
    >
      <BaseField.Label
        className={styles['label']}
        data-hidden={labelHidden || undefined}
        nativeLabel={nativeLabel}
        {...(nativeLabel ? {} : { render: <div /> })}
      >
        {label}
        {changed && <span className={styles['changed']}>changed</span>}
      </BaseField.Label>
      {children}
      <BaseField.Error match={error !== undefined} className={styles['error']}>
        {error}
      </BaseField.Error>
      {description !== undefined && (
        <BaseField.Description className={styles['description']}>
          {description}
        </BaseField.Description>
      )}
    </BaseField.Root>
  );
}
