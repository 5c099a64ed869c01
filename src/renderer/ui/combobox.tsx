import { Combobox as BaseCombobox } from '@base-ui/react/combobox';

import { useMemo, useState } from 'react';

import { Field, type FieldProps } from './field.tsx';
import input from './input.module.css';
import popup from './popup.module.css';
import styles from './select.module.css';
import { showTurns } from './show-turns.ts';

export interface ComboboxItem {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
  /** Other words that find it. */
  readonly aliases?: readonly string[];
}

interface ComboboxProps extends FieldProps {
  readonly items: readonly ComboboxItem[];
  readonly value: ComboboxItem | null;
  readonly onChange: (item: ComboboxItem) => void;
  readonly placeholder: string;
  /** Told what is typed, where the items that match are found elsewhere. */
  readonly onSearch?: ((text: string) => void) | undefined;
  /** Whether a choice acts at once: then Enter takes only what the arrow keys have chosen. */
  readonly actsAtOnce?: boolean | undefined;
  /** Shown when nothing matches what is typed. */
  readonly empty: string;
}

/** A choice out of many: typing finds by the name, the detail or an alias, what begins so first. */
export function Combobox(props: ComboboxProps) {
  const {
    items,
    value,
    onChange,
    onSearch,
    actsAtOnce = false,
    placeholder,
    empty,
    ...field
  } = props;
  const [typed, setTyped] = useState('');
  const sorted = useMemo(
    () => (onSearch ? items : items.toSorted((a, b) => rank(a, typed) - rank(b, typed))),
    [items, typed, onSearch],
  );
  return (
    <Field {...field}>
      <BaseCombobox.Root<ComboboxItem>
        items={sorted}
        // What was found elsewhere may be the answer to what was typed before.
        autoHighlight={onSearch === undefined && !actsAtOnce}
        value={value}
        onValueChange={(next) => {
          if (next !== null) onChange(next);
        }}
        isItemEqualToValue={(a, b) => a.value === b.value}
        {...(onSearch === undefined
          ? { filter: contains, onInputValueChange: setTyped }
          : { filter: null, onInputValueChange: (text: string) => onSearch(text) })}
      >
        <BaseCombobox.Input
          className={input['input']}
          placeholder={placeholder}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !isUndecided(event.currentTarget)) return;
            event.preventDefault();
            event.preventBaseUIHandler();
          }}
        />
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

/** Whether rows are open and none is marked: then Enter would only drop what is typed. */
function isUndecided(field: HTMLInputElement): boolean {
  const isOpen = field.getAttribute('aria-expanded') === 'true';
  return isOpen && !field.hasAttribute('aria-activedescendant');
}

function renderItem(item: ComboboxItem) {
  return (
    <BaseCombobox.Item key={item.value} value={item} className={popup['item']}>
      <span className={popup['itemText']}>
        {showTurns(item.label)}
        <span className={popup['itemDetail']}>{showTurns(item.detail)}</span>
      </span>
    </BaseCombobox.Item>
  );
}

function contains(item: ComboboxItem, query: string): boolean {
  const found = namesOf(item).join(' ');
  return wordsOf(query).every((word) => found.includes(word));
}

/** Lower is nearer: a name begins with what is typed, one of its words does, or neither. */
function rank(item: ComboboxItem, typed: string): number {
  const query = wordsOf(typed).join(' ');
  const names = namesOf(item);
  if (names.some((name) => name.startsWith(query))) return 0;
  return names.some((name) => name.split(/[^\p{L}\p{N}]+/u).some((w) => w.startsWith(query)))
    ? 1
    : 2;
}

function namesOf({ label, detail, aliases = [] }: ComboboxItem): readonly string[] {
  return [label, detail, ...aliases].map((name) => name.toLowerCase());
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().trim().split(/\s+/);
}
