import { Combobox as BaseCombobox } from '@base-ui/react/combobox';

import { Field, type FieldProps } from './field.tsx';
import input from './input.module.css';
import popup from './popup.module.css';
import styles from './select.module.css';

export interface ComboboxItem {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
}

interface ComboboxProps extends FieldProps {
  readonly items: readonly ComboboxItem[];
  readonly value: ComboboxItem | null;
  readonly onChange: (item: ComboboxItem) => void;
  readonly placeholder: string;
  /** Told what is typed, where the items that match are found elsewhere. */
  readonly onSearch?: ((text: string) => void) | undefined;
  /** Shown when nothing matches what is typed. */
  readonly empty: string;
}

/** A choice out of many: typing finds by the name or by the detail. */
export function Combobox(props: ComboboxProps) {
  const { items, value, onChange, onSearch, placeholder, empty, ...field } = props;
  return (
    <Field {...field}>
      <BaseCombobox.Root<ComboboxItem>
        items={items}
        value={value}
        onValueChange={(next) => {
          if (next !== null) onChange(next);
        }}
        isItemEqualToValue={(a, b) => a.value === b.value}
        {...(onSearch === undefined
          ? { filter: (item, query) => contains(`${item.label} ${item.detail}`, query) }
          : { filter: null, onInputValueChange: (text: string) => onSearch(text) })}
      >
        <BaseCombobox.Input className={input['input']} placeholder={placeholder} />
        <BaseCombobox.Portal>
          <BaseCombobox.Positioner className={popup['positioner']} sideOffset={4}>
            <BaseCombobox.Popup className={`${popup['popup']} ${styles['popup']}`}>
              <BaseCombobox.Empty>
                <p className={popup['heading']}>{empty}</p>
              </BaseCombobox.Empty>
              <BaseCombobox.List>{(item: ComboboxItem) => renderItem(item)}</BaseCombobox.List>
            </BaseCombobox.Popup>
          </BaseCombobox.Positioner>
        </BaseCombobox.Portal>
      </BaseCombobox.Root>
    </Field>
  );
}

function renderItem(item: ComboboxItem) {
  return (
    <BaseCombobox.Item key={item.value} value={item} className={popup['item']}>
      <span className={popup['itemText']}>
        {item.label}
        <span className={popup['itemDetail']}>{item.detail}</span>
      </span>
    </BaseCombobox.Item>
  );
}

function contains(text: string, query: string): boolean {
  const found = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => found.includes(word));
}
