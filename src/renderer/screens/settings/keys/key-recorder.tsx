import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';

import { ACTIONS, type ActionId } from '../../../../shared/keys/actions.ts';
import { keysInWords } from '../../../../shared/keys/key-names.ts';
import { chordOf, isBareSign, isModifier } from '../../../../shared/keys/key-press.ts';
import { type ChangedKeys, clashesOf, whyNotKeys } from '../../../../shared/keys/keymap.ts';
import { useKeymap } from '../../../app/keys/keymap.tsx';
import { useCommandForm } from '../../../query/use-command-form.ts';
import { Button } from '../../../ui/button.tsx';
import input from '../../../ui/input.module.css';
import { IS_MAC } from '../../../ui/key-hint.tsx';
import { clashInWords } from './clash-words.ts';
import styles from './keys.module.css';
import { keyInWords, useKeyChanges } from './use-key-changes.ts';

interface KeyRecorderProps {
  readonly id: ActionId;
  /** What stands in the field at first. */
  readonly start: string;
  readonly onClose: () => void;
}

const UNKNOWN = 'This key can’t be told from others here. Choose another.';

/**
 * Hears the next keys instead of what they do. Tab goes on to the buttons and Escape leaves, so that
 * nobody is kept in it.
 */
export function KeyRecorder({ id, start, onClose }: KeyRecorderProps) {
  const { label, grid, always } = ACTIONS[id];
  const keymap = useKeymap();
  const { told } = useKeyChanges();
  const form = useCommandForm('keys.save');
  const [keys, setKeys] = useState(start);
  const [isUnknown, setUnknown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const take = useRef<HTMLButtonElement>(null);
  const helpId = useId();
  const statusId = useId();
  useEffect(() => field.current?.focus(), []);
  const problem = isUnknown ? UNKNOWN : whyNotKeys(id, keys);
  const clash =
    problem === undefined ? clashInWords(id, keys, clashesOf(id, keys, keymap), keymap) : null;
  const takenFrom = clash?.takenFrom ?? [];
  const isEmpty = keys === '' && !isUnknown;
  const obstacle = isEmpty ? 'Press a key first.' : (problem ?? clash?.words);
  const refused = Object.values(form.fieldErrors)[0] ?? form.message ?? undefined;
  const wrong = refused ?? (isEmpty ? undefined : obstacle);

  const save = async (chosen: string | null, others: readonly ActionId[] = []) => {
    const taken = others.map((other) => [other, null] as const);
    const changes: ChangedKeys = { ...Object.fromEntries(taken), [id]: chosen };
    const answer = await form.submit({ changed: changes });
    if (answer === null) return;
    if (field.current !== null) onClose();
    told(keyInWords(id, chosen), changes);
  };
  const hear = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    if (event.key === 'Enter' && takenFrom.length > 0) take.current?.focus();
    else if (event.key !== 'Enter') add(event);
    else if (obstacle === undefined) void save(keys);
  };
  const add = (event: KeyboardEvent) => {
    const chord = chordOf(event);
    if (isModifier(event)) return;
    setUnknown(chord === null);
    form.clear();
    if (chord === null) return;
    const isFirst = keys !== '' && !keys.includes(' ') && takenFrom.length === 0;
    const goesOn = grid === undefined && isFirst && isBareSign(`${keys} ${chord}`);
    setKeys(goesOn ? `${keys} ${chord}` : chord);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what its parts leave
    <div
      className={styles['recorder']}
      role="group"
      aria-label={`Change the key of ${label}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles['line']}>
        <input
          ref={field}
          className={`${input['input']} ${styles['pressed']}`}
          aria-label={`New key of ${label}`}
          aria-describedby={`${statusId} ${helpId}`}
          aria-invalid={wrong !== undefined || undefined}
          data-invalid={wrong !== undefined || undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Press a key"
          value={keysInWords(keys, IS_MAC)}
          onChange={() => undefined}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') hear(event);
          }}
        />
        {takenFrom.length > 0 ? (
          <Button
            ref={take}
            size="small"
            variant="primary"
            pending={form.pending}
            onKeyDown={(event) => {
              // Still the Enter that led to it.
              if (event.repeat) event.preventDefault();
            }}
            onClick={() => void save(keys, takenFrom)}
          >
            Take it
          </Button>
        ) : (
          <Button
            size="small"
            variant="primary"
            pending={form.pending}
            disabledReason={obstacle}
            onClick={() => void save(keys)}
          >
            Save
          </Button>
        )}
        {keymap[id] !== always && (
          <Button size="small" pending={form.pending} onClick={() => void save(null)}>
            No key
          </Button>
        )}
        <Button size="small" variant="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
      <p id={helpId} className={styles['help']}>
        {grid === undefined ? 'One key, or two in turn. ' : 'One key. '}
        Enter saves, Escape leaves.
      </p>
      <p
        id={statusId}
        className={styles['wrong']}
        role="status"
        data-wrong={wrong !== undefined || undefined}
      >
        {wrong ?? (isEmpty ? '' : `${keysInWords(keys, IS_MAC)} is free.`)}
      </p>
    </div>
  );
}
