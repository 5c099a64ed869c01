import { Search, X } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';

import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { KeyHint } from './key-hint.tsx';
import popup from './popup.module.css';
import field from './search-field.module.css';
import styles from './suggest-field.module.css';

export interface Suggestion {
  readonly term: string;
  readonly meaning: string;
}

interface SuggestFieldProps<Item extends Suggestion> {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What could be meant at the caret. */
  readonly suggest: (text: string, caret: number) => readonly Item[];
  readonly complete: (
    text: string,
    caret: number,
    item: Item,
  ) => { readonly text: string; readonly caret: number };
  /** Enter with nothing chosen, and Escape in an empty field. */
  readonly onLeave: () => void;
  readonly onFocus?: (() => void) | undefined;
  readonly onBlur?: (() => void) | undefined;
  /** Beside the clear button: what is being waited for. */
  readonly status?: string | undefined;
  /** The key that brings the focus here; the hint shows while the field is empty. */
  readonly keys?: string | undefined;
  /** What was not understood, in words, under the field. */
  readonly problems: readonly string[];
}

/** A search field that offers what one may be about to type; the arrows choose, Enter takes. */
export function SuggestField<Item extends Suggestion>(props: SuggestFieldProps<Item>) {
  const { label, placeholder, value, onChange, onLeave, problems, status } = props;
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState(-1);
  const items = caret === null ? [] : props.suggest(value, caret);
  const isOpen = items.length > 0;
  const type = (text: string, at: number) => {
    onChange(text);
    setCaret(at);
    setChosen(-1);
  };
  const take = (item: Item) => {
    const done = props.complete(value, caret ?? value.length, item);
    type(done.text, done.caret);
    requestAnimationFrame(() => input.current?.setSelectionRange(done.caret, done.caret));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const item = items[chosen];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (isOpen && step !== undefined) {
      setChosen((before) => ((before + step + 1 + items.length + 1) % (items.length + 1)) - 1);
    } else if (event.key === 'Enter' && item !== undefined) take(item);
    else if (event.key === 'Escape' && isOpen) setCaret(null);
    else if (event.key === 'Escape' && value !== '') type('', 0);
    else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown')
      onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles['field']}>
      <div className={field['group']} role="search">
        <Icon glyph={Search} />
        <input
          ref={input}
          className={field['input']}
          role="combobox"
          aria-label={label}
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={chosen >= 0 && isOpen ? `${listId}${chosen}` : undefined}
          aria-invalid={problems.length > 0 || undefined}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={({ currentTarget }) =>
            type(currentTarget.value, currentTarget.selectionStart ?? currentTarget.value.length)
          }
          onKeyDown={onKeyDown}
          onFocus={props.onFocus}
          onBlur={() => {
            setCaret(null);
            props.onBlur?.();
          }}
        />
        {status !== undefined && (
          <span className={styles['status']} role="status">
            {status}
          </span>
        )}
        {value === '' ? (
          props.keys !== undefined && <KeyHint keys={props.keys} />
        ) : (
          <IconButton
            icon={X}
            label="Clear the search"
            keys="Escape"
            size="small"
            onClick={() => {
              type('', 0);
              input.current?.focus();
            }}
          />
        )}
      </div>
      {isOpen && (
        <div
          id={listId}
          className={`${popup['popup']} ${styles['list']}`}
          role="listbox"
          aria-label="Suggestions"
        >
          {items.map((item, index) => (
            <div
              key={item.term}
              id={`${listId}${index}`}
              className={popup['item']}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              data-highlighted={index === chosen || undefined}
              onPointerDown={(event) => {
                event.preventDefault();
                take(item);
              }}
            >
              <code className={styles['term']}>{item.term}</code>
              <span className={popup['itemDetail']}>{item.meaning}</span>
            </div>
          ))}
        </div>
      )}
      {problems.length > 0 && !isOpen && (
        <div className={styles['problems']} role="status">
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
      )}
    </div>
  );
}
