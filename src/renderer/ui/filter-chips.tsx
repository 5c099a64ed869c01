import { ChipCount } from './chip-count.tsx';
import { KeyHint } from './key-hint.tsx';
import type { Tone } from './tone.ts';
import styles from './filter-chips.module.css';

export interface FilterChip<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly keys?: string | undefined;
  readonly count?: number | undefined;
  /** What more there is to know of it. */
  readonly title?: string | undefined;
  /** Colours the count when it is a reason to look. */
  readonly tone?: Tone | undefined;
}

interface FilterChipsProps<Value extends string> {
  readonly label: string;
  readonly items: readonly FilterChip<Value>[];
  /** Undefined while none is chosen. */
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}

/** One of several views of the same list. */
export function FilterChips<Value extends string>(props: FilterChipsProps<Value>) {
  const { label, items, value, onChange } = props;
  return (
    <div className={styles['chips']} role="group" aria-label={label}>
      {items.map((item) => (
        <button
          key={item.value}
          type="button"
          className={styles['chip']}
          title={item.title}
          aria-pressed={item.value === value}
          aria-keyshortcuts={item.keys}
          onClick={() => onChange(item.value)}
        >
          {item.label}
          {item.keys !== undefined && (
            <span aria-hidden>
              <KeyHint keys={item.keys} />
            </span>
          )}
          <ChipCount count={item.count} tone={item.tone} />
        </button>
      ))}
    </div>
  );
}
