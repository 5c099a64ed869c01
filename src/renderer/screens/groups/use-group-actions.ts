import { PenLine, Plus, Trash2, UsersRound } from 'lucide-react';

import type { GroupRow } from '../../../shared/contract/groups.ts';
import { useActions } from '../../app/keys/actions.tsx';
import { isolated } from '../../app/counted.ts';
import { actionsOfGrid, closePanelAction } from '../../app/list/list-actions.ts';
import { groupQuery } from './group-query.ts';

interface GroupActionsOptions {
  /** Whose panel is open, or else the row that one is on. */
  readonly target: GroupRow | undefined;
  /** Why nothing can be changed, or undefined. */
  readonly blocked: string | undefined;
  readonly onNew: () => void;
  readonly onRename: (group: GroupRow) => void;
  readonly onDelete: (group: GroupRow) => void;
  readonly onPeople: (query: string) => void;
  /** How many are listed; undefined while that is unknown. */
  readonly total: number | undefined;
  /** Undefined while no panel is open. */
  readonly closePanel: (() => void) | undefined;
}

/** Offers the screen's keys and palette entries; each says what it is about. */
export function useGroupActions(options: GroupActionsOptions): void {
  const { target, blocked, closePanel } = options;
  const group = 'Groups';
  const about = target === undefined ? 'a group' : isolated(target.name);
  const none = target === undefined ? 'No group is selected.' : undefined;
  const on = (run: (chosen: GroupRow) => void) => () => {
    if (target) run(target);
  };
  const query = target && groupQuery(target.name);
  useActions([
    {
      id: 'groups.new',
      group,
      icon: Plus,
      bar: 'new',
      label: 'New group…',
      disabledReason: blocked,
      run: options.onNew,
    },
    {
      id: 'groups.rename',
      group,
      icon: PenLine,
      bar: 'rename',
      label: `Rename ${about}…`,
      disabledReason: none ?? blocked,
      run: on(options.onRename),
    },
    {
      id: 'groups.people',
      group,
      icon: UsersRound,
      bar: 'people',
      label: `Show who is in ${about}`,
      disabledReason: none ?? (query === null ? 'A search can’t say its name.' : undefined),
      run: () => {
        if (query) options.onPeople(query);
      },
    },
    {
      id: 'groups.delete',
      group,
      icon: Trash2,
      label: `Delete ${about}…`,
      disabledReason: none ?? blocked,
      run: on(options.onDelete),
    },
    ...actionsOfGrid('groups', options.total),
    ...closePanelAction(group, closePanel),
  ]);
}
