import { Search, X } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';

import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { KeyHint } from './key-hint.tsx';
import styles from './search-field.module.css';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string | undefined;
  /** The key that brings the focus here; the hint shows while the field is empty. */
  readonly keys?: string | undefined;
  /** Enter, the arrow down, and Escape in an empty field: usually moves the focus to the list. */
  readonly onLeave?: (() => void) | undefined;
  /** A part of it was not understood; the words for it stand beside the field. */
  readonly invalid?: boolean | undefined;
  /** Room for conditions beside words. */
  readonly wide?: boolean | undefined;
}

export function SearchField(props: SearchFieldProps) {
  const { label, value, onChange, placeholder, keys, onLeave, invalid, wide } = props;
  const groupRef = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && value !== '') onChange('');
    else if (event.key === 'Escape' || event.key === 'Enter') onLeave?.();
    else if (event.key === 'ArrowDown' && onLeave !== undefined) onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const clear = () => {
    onChange('');
    groupRef.current?.querySelector('input')?.focus();
  };
  return (
    <div className={styles['group']} data-wide={wide || undefined} ref={groupRef} role="search">
      <Icon glyph={Search} />
      <input
        className={styles['input']}
        aria-label={label}
        aria-invalid={invalid || undefined}
        placeholder={placeholder ?? label}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {value === '' ? (
        keys !== undefined && <KeyHint keys={keys} />
      ) : (
        <IconButton icon={X} label="Clear the search" keys="Escape" size="small" onClick={clear} />
      )}
    </div>
  );
}
