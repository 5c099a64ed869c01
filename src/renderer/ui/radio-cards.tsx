import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId, type ReactNode } from 'react';

import { Field, type FieldProps, inWords } from './field.tsx';
import { Icon, type Glyph } from './icon.tsx';
import styles from './radio-cards.module.css';

export interface RadioCard<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly text?: ReactNode;
  readonly icon?: Glyph | undefined;
  /** Disables this choice and says why. */
  readonly disabledReason?: string | undefined;
}

export interface RadioCardsProps<Value extends string> extends FieldProps {
  readonly items: readonly RadioCard<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly columns?: 1 | 2 | 3 | undefined;
}

export function RadioCards<Value extends string>({
  items,
  value,
  onChange,
  columns = 1,
  changed,
  ...field
}: RadioCardsProps<Value>) {
  return (
    <Field
      {...field}
      changed={inWords(
        changed,
        items.map((item) => ({ value: item.value, text: item.title })),
      )}
      nativeLabel={false}
    >
      <RadioGroup<Value | null>
        className={styles['group']}
        data-columns={columns}
        value={value}
        onValueChange={(next) => {
          if (next !== null) onChange(next);
        }}
      >
        {items.map((item) => (
          <Card key={item.value} {...item} />
        ))}
      </RadioGroup>
    </Field>
  );
}

/** A radio inside a field would be named after the field; each is named after its own card. */
function Card<Value extends string>({
  value,
  title,
  text,
  icon,
  disabledReason,
}: RadioCard<Value>) {
  const id = useId();
  const details = text !== undefined || disabledReason !== undefined;
  return (
    <label className={styles['card']}>
      <Radio.Root
        value={value}
        className={styles['radio']}
        disabled={disabledReason !== undefined}
        aria-labelledby={`${id}title`}
        {...(details ? { 'aria-describedby': `${id}text` } : {})}
      >
        <Radio.Indicator className={styles['dot']} />
      </Radio.Root>
      <span className={styles['content']}>
        <span id={`${id}title`} className={styles['title']}>
          {title}
        </span>
        {details && (
          <span id={`${id}text`} className={styles['text']}>
            {text} {disabledReason}
          </span>
        )}
      </span>
      {icon !== undefined && <Icon glyph={icon} size={16} />}
    </label>
  );
}
