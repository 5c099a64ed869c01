import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';

import { Field, type FieldProps, inWords } from './field.tsx';
import { Icon } from './icon.tsx';
import popup from './popup.module.css';
import styles from './select.module.css';
import { showTurns } from './show-turns.ts';

export interface SelectItem<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly detail?: string | undefined;
}

export interface SelectProps<Value extends string> extends FieldProps {
  readonly items: readonly SelectItem<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
}

export function Select<Value extends string>({
  items,
  value,
  onChange,
  changed,
  ...field
}: SelectProps<Value>) {
  const shown = items.map((item) => ({ ...item, label: showTurns(item.label) }));
  return (
    <Field
      {...field}
      changed={inWords(
        changed,
        shown.map((item) => ({ value: item.value, text: item.label })),
      )}
      nativeLabel={false}
    >
      <BaseSelect.Root<Value>
        items={shown}
        value={value}
        onValueChange={(next) => {
          if (next !== null) onChange(next);
        }}
      >
        <BaseSelect.Trigger className={styles['trigger']}>
          <BaseSelect.Value className={styles['value']} placeholder="Choose" />
          <Icon glyph={ChevronsUpDown} size={13} />
        </BaseSelect.Trigger>
        <BaseSelect.Portal>
          <BaseSelect.Positioner
            className={popup['positioner']}
            alignItemWithTrigger={false}
            sideOffset={4}
          >
            <BaseSelect.Popup className={`${popup['popup']} ${styles['popup']}`}>
              <BaseSelect.List>{shown.map((item) => renderItem(item))}</BaseSelect.List>
            </BaseSelect.Popup>
          </BaseSelect.Positioner>
        </BaseSelect.Portal>
      </BaseSelect.Root>
    </Field>
  );
}

function renderItem<Value extends string>({ value, label, detail }: SelectItem<Value>) {
  return (
    <BaseSelect.Item key={value} value={value} className={popup['item']}>
      <span className={popup['itemText']}>
        <BaseSelect.ItemText>{label}</BaseSelect.ItemText>
        {detail !== undefined && <span className={popup['itemDetail']}>{detail}</span>}
      </span>
      <BaseSelect.ItemIndicator>
        <Icon glyph={Check} />
      </BaseSelect.ItemIndicator>
    </BaseSelect.Item>
  );
}
