import { MenuEntries, type MenuEntry } from '../../ui/menu.tsx';
import { inCatalogue, type OfferedAction, useOfferedActions } from '../keys/actions.tsx';
import { useActionRunner } from '../keys/use-action-runner.ts';

/** What the grid does with the row under the menu. */
const OF_ROW: readonly string[] = ['list.open', 'list.peek', 'list.select'];

interface RowMenuProps {
  /** How many are selected, when the acts are about them. */
  readonly count: number;
}

/** The acts of the screen on a row or the selection, as keys and palette have them. */
export function RowMenu({ count }: RowMenuProps) {
  const run = useActionRunner();
  const offered = useOfferedActions();
  const entryOf = (action: OfferedAction): MenuEntry => ({
    label: action.plainLabel ?? inCatalogue(action)?.label ?? action.label,
    icon: action.icon,
    keys: action.keys,
    disabledReason: action.disabledReason,
    danger: isDelete(action),
    onSelect: () => run(action),
  });
  const ofRow = OF_ROW.flatMap((id) => offered.filter((action) => action.id === id));
  const acts = offered.filter(
    (action) => inCatalogue(action)?.menu === 'selection' && action.id !== 'acts',
  );
  const heading = count > 0 && { heading: `${count.toLocaleString('en-GB')} selected` };
  const parts = [ofRow, acts].filter((part) => part.length > 0).map((part) => part.map(entryOf));
  return (
    <MenuEntries
      items={[
        ...(parts[0] ?? []),
        ...(parts[1] ? ['separator' as const, ...(heading ? [heading] : []), ...parts[1]] : []),
      ]}
    />
  );
}

function isDelete({ slot, id }: OfferedAction): boolean {
  return /^(?:.*\.)?(?:delete|erase)$/.test(slot ?? id);
}
