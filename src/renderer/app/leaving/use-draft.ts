import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import {
  type Draft,
  type DraftName,
  NO_DRAFT,
  readDraft,
  useDrafts,
  writeDraft,
} from './drafts.ts';

const TYPED_SINCE = 'Something else was typed since. What was discarded stays so.';

/** Puts back what was discarded, or says why not. */
export type PutBack = () => string | undefined;

/**
 * Values of a form as typed, over those that are stored. What was not touched follows the store, so
 * that a change from elsewhere is neither lost nor overwritten; where both were changed, it is said.
 * What was typed is still there when the page is left and opened again.
 */
export function useDraft<Values extends object>(section: DraftName, stored: Values) {
  const client = useQueryClient();
  const draft: Draft<Values> = useDrafts()[section] ?? NO_DRAFT;
  // A field is drawn at once with what is typed: the answers are told later, and its cursor would jump.
  const [, drawWith] = useState<Draft<Values>>();
  const latest = () => readDraft<Values>(client, section);
  const put = (next: Draft<Values>) => {
    writeDraft(client, section, next);
    drawWith(next);
  };
  const { typed, begun } = draft;
  const names = Object.keys(typed) as (keyof Values)[];
  const isChanged = (name: keyof Values): boolean => name in typed && typed[name] !== stored[name];
  const values = { ...stored, ...typed };
  return {
    values,
    isChanged,
    changed: names.some(isChanged),
    /** What was typed over a value that was changed since. */
    contested: names.filter((name) => isChanged(name) && begun[name] !== stored[name]),
    /** What is stored now is known, and what was typed shall count. */
    keepMine: (kept: readonly (keyof Values)[]) =>
      put({ ...latest(), begun: { ...latest().begun, ...only(stored, kept) } }),
    /** What is stored now shall count. */
    takeTheirs: (taken: readonly (keyof Values)[]) =>
      put({ ...latest(), typed: without(latest().typed, taken) }),
    set: (changes: Partial<Values>) => {
      const before = latest();
      const anew = (Object.keys(changes) as (keyof Values)[]).filter((name) => !isChanged(name));
      put({
        typed: { ...before.typed, ...changes },
        begun: { ...before.begun, ...only(stored, anew) },
      });
    },
    /** What is typed by now, also in a call that began before. */
    latest: () => latest().typed,
    /**
     * What this call was begun with is saved; what was typed since is still a draft.
     *
     * @param now What is stored of it, which may be written otherwise than it was typed.
     */
    saved: (now: Values) => {
      const since = latest().typed;
      const settled = (Object.keys(since) as (keyof Values)[]).filter(
        (name) => since[name] === values[name],
      );
      put({ typed: without(since, settled), begun: now });
    },
    /** Returns what puts it back, or null when nothing was typed. */
    reset: (): PutBack | null => {
      const before = latest();
      put(NO_DRAFT);
      if (Object.keys(before.typed).length === 0) return null;
      return () => {
        if (Object.keys(latest().typed).length > 0) return TYPED_SINCE;
        put(before);
        return undefined;
      };
    },
    /** What is typed becomes the draft of another section. */
    moveTo: (other: DraftName) => {
      writeDraft(client, other, latest());
      put(NO_DRAFT);
    },
  };
}

function only<Values extends object>(
  values: Values,
  names: readonly (keyof Values)[],
): Partial<Values> {
  const entries = Object.entries(values).filter(([name]) => names.includes(name as keyof Values));
  return Object.fromEntries(entries) as Partial<Values>;
}

function without<Values extends object>(
  values: Partial<Values>,
  names: readonly (keyof Values)[],
): Partial<Values> {
  const entries = Object.entries(values).filter(([name]) => !names.includes(name as keyof Values));
  return Object.fromEntries(entries) as Partial<Values>;
}
