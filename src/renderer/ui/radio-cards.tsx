import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';

import { Field, type FieldProps } from './field.tsx';
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
  ...field
}: RadioCardsProps<Value>) {
  return (
    <Field {...field} nativeLabel={false}>
      <RadioGroup<Value | null>
        className={styles['group']}
        data-columns={columns}
        value={value}
        onValueChange={(next) => {
          if (next !== null) onChange(next);
        }}
      >
        {items.map((item) => renderCard(item))}
      </RadioGroup>
    </Field>
  );
}

function renderCard<Value extends string>(item: RadioCard<Value>) {
  const { value, title, text, icon, disabledReason } = item;
  return (
    <label key={value} className={styles['card']}>
      <Radio.Root value={value} className={styles['radio']} disabled={disabledReason !== undefined}>
        <Radio.Indicator className={styles['dot']} />
      </Radio.Root>
      <span className={styles['content']}>
        <span className={styles['title']}>{title}</span>
        {text !== undefined && <span className={styles['text']}>{text}</span>}
        {disabledReason !== undefined && <span className={styles['text']}>{disabledReason}</span>}
      </span>
      {icon !== undefined && <Icon glyph={icon} size={16} />}
    </label>
  );
}
