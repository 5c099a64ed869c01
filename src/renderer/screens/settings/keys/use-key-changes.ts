import { ACTION_IDS, ACTIONS, type ActionId } from '../../../../shared/keys/actions.ts';
import { keysInWords } from '../../../../shared/keys/key-names.ts';
import { type ChangedKeys, keysAtFirst } from '../../../../shared/keys/keymap.ts';
import { useActs } from '../../../app/acts/acts.tsx';
import { useChangedKeys } from '../../../app/keys/keymap.tsx';
import { useCommand } from '../../../query/use-command.ts';
import { IS_MAC } from '../../../ui/key-hint.tsx';

/** Telling of changed keys, each of which can be taken back for itself. */
export function useKeyChanges() {
  const changed = useChangedKeys();
  const { run } = useCommand('keys.save');
  const { tell, refuse } = useActs();
  const told = (title: string, changes: ChangedKeys) => {
    const before = Object.fromEntries(
      ACTION_IDS.filter((id) => changes[id] !== undefined).map((id) => [
        id,
        changed[id] === undefined ? keysAtFirst(id) : changed[id],
      ]),
    );
    tell({ title, undo: () => run({ changed: before }) });
  };
  return {
    changed,
    told,
    /** Brings keys back to how they came; a refusal is told in a toast. */
    reset: (ids: readonly ActionId[], title: string) => {
      const changes = Object.fromEntries(ids.map((id) => [id, keysAtFirst(id)]));
      run({ changed: changes }).then(() => told(title, changes), refuse);
    },
  };
}

/** An action and its key in one line. */
export function keyInWords(id: ActionId, keys: string | null): string {
  return keys === null
    ? `“${ACTIONS[id].label}” has no key now.`
    : `“${ACTIONS[id].label}” is ${keysInWords(keys, IS_MAC)} now.`;
}
