import { createContext, use, useMemo, type ReactNode } from 'react';

import { gridKeysOf } from '../../../shared/keys/grid-keys.ts';
import { type ChangedKeys, type Keymap, keymapOf } from '../../../shared/keys/keymap.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { GridKeysContext } from '../../ui/grid-keys.ts';

const UNCHANGED: ChangedKeys = {};

const KeymapContext = createContext(keymapOf(UNCHANGED));

/** The keys of the person at the console for everything inside. */
export function KeymapProvider({ children }: { readonly children: ReactNode }) {
  const changed = useChangedKeys();
  const keymap = useMemo(() => keymapOf(changed), [changed]);
  const gridKeys = useMemo(() => gridKeysOf(keymap), [keymap]);
  return (
    <KeymapContext value={keymap}>
      <GridKeysContext value={gridKeys}>{children}</GridKeysContext>
    </KeymapContext>
  );
}

/** The key of every action, as the person at the console has it. */
export function useKeymap(): Keymap {
  return use(KeymapContext);
}

/** What of the keys the person at the console has changed. */
export function useChangedKeys(): ChangedKeys {
  return useQueryOf('keys.list', {}).data?.changed ?? UNCHANGED;
}
