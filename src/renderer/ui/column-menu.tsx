import { ArrowDown, ArrowUp, EyeOff } from 'lucide-react';

import { MenuAt, MenuEntries, type MenuEntry, type MenuPoint } from './menu.tsx';
import type { ColumnActs } from './use-column-acts.ts';

export interface OpenColumnMenu {
  readonly column: string;
  readonly label: string;
  readonly sortable: boolean;
  readonly point: MenuPoint;
}

interface ColumnMenuProps extends OpenColumnMenu {
  readonly acts: ColumnActs;
  readonly filters: readonly MenuEntry[];
  readonly onClose: () => void;
}

/** What the head of a column can do, for a right click on it and by key. */
export function ColumnMenu({ label, point, onClose, ...rest }: ColumnMenuProps) {
  return (
    <MenuAt label={`Column ${label}`} {...{ point, onClose }}>
      <MenuEntries items={columnEntries(rest)} />
    </MenuAt>
  );
}

/** Nothing for a column that stays as it is. */
export function columnEntries({
  column,
  sortable,
  acts,
  filters,
}: Pick<ColumnMenuProps, 'column' | 'sortable' | 'acts' | 'filters'>): readonly MenuEntry[] {
  const { sort, hide, arranges } = acts;
  const sorting: readonly MenuEntry[] =
    sortable && sort
      ? [
          { label: 'Sort ascending', icon: ArrowUp, onSelect: () => sort(column, 'ascending') },
          { label: 'Sort descending', icon: ArrowDown, onSelect: () => sort(column, 'descending') },
        ]
      : [];
  const arranging: readonly MenuEntry[] = arranges
    ? [
        {
          label: 'Hide the column',
          icon: EyeOff,
          disabledReason: acts.isLast ? 'The last column stays.' : undefined,
          onSelect: () => hide(column),
        },
      ]
    : [];
  return [sorting, arranging, filters]
    .filter((part) => part.length > 0)
    .flatMap((part, place) => (place === 0 ? part : (['separator', ...part] as const)));
}
