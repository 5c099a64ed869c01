import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type DraftName, readDraft, writeDraft } from './drafts.ts';

/**
 * Values of a form as typed, over those that are stored. What was not touched follows the store,
 * so that a change from elsewhere is neither lost nor overwritten. What was typed is still there
 * when the page is left and opened again.
 */
export function useDraft<Values extends object>(section: DraftName, stored: Values) {
  const client = useQueryClient();
  const [typed, setTyped] = useState(() => readDraft<Values>(client, section));
  const put = (next: Partial<Values>) => {
    writeDraft(client, section, next);
    setTyped(next);
  };
  const isChanged = (name: keyof Values): boolean => name in typed && typed[name] !== stored[name];
  const values = { ...stored, ...typed };
  return {
    values,
    isChanged,
    changed: (Object.keys(typed) as (keyof Values)[]).some(isChanged),
    set: (changes: Partial<Values>) => put({ ...readDraft<Values>(client, section), ...changes }),
    /** What is typed by now, also in a call that began before. */
    latest: () => readDraft<Values>(client, section),
    /** What this call was begun with is saved; what was typed since is still a draft. */
    saved: () =>
      put(
        Object.fromEntries(
          Object.entries(readDraft<Values>(client, section)).filter(
            ([name, value]) => value !== values[name as keyof Values],
          ),
        ) as Partial<Values>,
      ),
    reset: () => put({}),
    /** What is typed becomes the draft of another section. */
    moveTo: (other: DraftName) => {
      writeDraft(client, other, readDraft<Values>(client, section));
      put({});
    },
  };
}
