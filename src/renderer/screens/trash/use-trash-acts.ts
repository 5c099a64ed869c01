import { RotateCcw, Trash2 } from 'lucide-react';

import { useActions } from '../../app/keys/actions.tsx';
import { actionsOfGrid, closePanelAction } from '../../app/list/list-actions.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import { useAct } from '../../app/acts/use-act.ts';

/** Brings people back or deletes them for good, by key and in the palette. @param onDone Afterwards. */
export function useTrashActs(options: {
  readonly target: ListTarget | null;
  /** Takes one person on by itself, where something is asked first. */
  readonly restoreOne: (id: number) => boolean;
  /** How many are listed; undefined while that is unknown. */
  readonly total: number | undefined;
  /** A selection that is on its way. */
  readonly coming: Promise<boolean> | null;
  readonly blocked: string | undefined;
  readonly eraseBlocked: string | undefined;
  readonly onErase: (whom: ListTarget) => void;
  /** While the panel is open. */
  readonly closePanel: (() => void) | undefined;
  readonly onDone: () => void;
}) {
  const { target, blocked, eraseBlocked, closePanel, onDone } = options;
  const { run, pending } = useAct('trash.restore');
  /** @param sharesAddress Whether it was told that others have the address by now. */
  const restore = async (whom: ListTarget, sharesAddress = false) => {
    const words = { done: 'restored', name: whom.name, count: whom.count };
    if (await run({ ...whom.whom, sharesAddress }, words)) onDone();
  };
  useActions(
    [
      {
        id: 'trash.restore',
        group: 'Trash',
        icon: RotateCcw,
        bar: 'restore',
        label: `Restore ${target?.label ?? ''}`,
        disabledReason: blocked ?? (target === null ? 'Nobody is selected.' : undefined),
        run: () => {
          const [only] = target?.count === 1 ? target.ids : [];
          if (target && !(only !== undefined && options.restoreOne(only))) void restore(target);
        },
      },
      {
        id: 'trash.erase',
        group: 'Trash',
        icon: Trash2,
        label: `Delete ${target?.label ?? ''} for good`,
        disabledReason: target === null ? 'Nobody is selected.' : eraseBlocked,
        run: () => {
          if (target) options.onErase(target);
        },
      },
      ...actionsOfGrid('trash', options.total),
      ...closePanelAction('Trash', closePanel),
    ],
    options.coming,
  );
  return { restore, pending };
}
