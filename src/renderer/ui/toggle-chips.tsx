import { X } from 'lucide-react';

import { ChipCount } from './chip-count.tsx';
import { ForeignText } from './foreign-text.tsx';
import { Icon } from './icon.tsx';
import type { Tone } from './tone.ts';
import styles from './filter-chips.module.css';

export interface ToggleChip {
  readonly label: string;
  readonly pressed: boolean;
  readonly count?: number | undefined;
  readonly tone?: Tone | undefined;
  readonly onPress: () => void;
}

interface ToggleChipsProps {
  readonly label: string;
  readonly chips: readonly ToggleChip[];
  /** What narrows the list beside them, each with a cross. */
  readonly extras: readonly { readonly label: string; readonly onRemove: () => void }[];
}

/** Filters that are switched on and off one by one. */
export function ToggleChips({ label, chips, extras }: ToggleChipsProps) {
  return (
    <div className={styles['chips']} role="group" aria-label={label}>
      {extras.map((extra) => (
        <button
          key={extra.label}
          type="button"
          className={styles['chip']}
          aria-label={`Remove the filter ${extra.label}`}
          data-extra
          onClick={extra.onRemove}
        >
          <ForeignText>{extra.label}</ForeignText>
          <Icon glyph={X} size={12} />
        </button>
      ))}
      {chips.map((chip) => (
        <button
          key={chip.label}
          type="button"
          className={styles['chip']}
          aria-pressed={chip.pressed}
          onClick={chip.onPress}
        >
          {chip.label}
          <ChipCount count={chip.count} tone={chip.tone} />
        </button>
      ))}
    </div>
  );
}
