import { Field as BaseField } from '@base-ui/react/field';
import { type ReactNode, useRef } from 'react';
import { flushSync } from 'react-dom';

import { Button } from './button.tsx';
import { ForeignText } from './foreign-text.tsx';
import styles from './field.module.css';

/** A value that is typed while another one was saved. */
interface Contested {
  /** Empty where they have left nothing. */
  readonly theirs: string;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

/** Whether a value differs from the saved one, and what was saved since it was typed. */
export type FieldChange = boolean | Contested;

export interface FieldProps {
  readonly label: ReactNode;
  readonly description?: ReactNode;
  /** Shown under the control and read out with it. */
  readonly error?: string | undefined;
  readonly name?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Marks a value that differs from the saved one. */
  readonly changed?: FieldChange | undefined;
  /** Keeps the label for screen readers only. */
  readonly labelHidden?: boolean | undefined;
}

interface FieldFrameProps extends FieldProps {
  readonly children: ReactNode;
  /** False for controls that are buttons, so that a press on the label doesn't open them. */
  readonly nativeLabel?: boolean | undefined;
}

/** What the focus goes into: of radios, the one that is chosen. */
const CONTROL =
  'input:not([aria-hidden]), textarea, [role="combobox"], [role="radio"][aria-checked="true"]';

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
  const root = useRef<HTMLDivElement>(null);
  /** The buttons go with the question: the focus goes on in what it was about. */
  const answer = (act: () => void) => {
    flushSync(act);
    root.current?.querySelector<HTMLElement>(CONTROL)?.focus();
  };
  return (
    <BaseField.Root
      ref={root}
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
        {changed !== false && <span className={styles['changed']}>changed</span>}
      </BaseField.Label>
      {children}
      <BaseField.Error match={error !== undefined} className={styles['error']}>
        {error}
      </BaseField.Error>
      {typeof changed === 'object' && <SavedMeanwhile {...changed} {...{ label, answer }} />}
      {description !== undefined && (
        <BaseField.Description className={styles['description']}>
          {description}
        </BaseField.Description>
      )}
    </BaseField.Root>
  );
}

interface SavedMeanwhileProps extends Contested {
  readonly label: ReactNode;
  readonly answer: (act: () => void) => void;
}

/** The words are read out with the control. */
function SavedMeanwhile(props: SavedMeanwhileProps) {
  const { theirs, label, answer } = props;
  const named = (act: string) => (typeof label === 'string' ? `${act}: ${label}` : act);
  return (
    <div className={styles['contested']}>
      <BaseField.Description className={styles['theirs']}>
        Saved meanwhile: {theirs === '' ? 'nothing' : <ForeignText>{theirs}</ForeignText>}
      </BaseField.Description>
      <span className={styles['ways']}>
        <Button size="small" aria-label={named('Keep mine')} onClick={() => answer(props.keepMine)}>
          Keep mine
        </Button>
        <Button
          size="small"
          aria-label={named('Take theirs')}
          onClick={() => answer(props.takeTheirs)}
        >
          Take theirs
        </Button>
      </span>
    </div>
  );
}

/** The same, in the words of the choices that a field offers. */
export function inWords(
  changed: FieldChange | undefined,
  choices: readonly { readonly value: string; readonly text: string }[],
): FieldChange | undefined {
  if (typeof changed !== 'object') return changed;
  const theirs = choices.find(({ value }) => value === changed.theirs)?.text;
  return { ...changed, theirs: theirs ?? changed.theirs };
}
