import { RotateCcw } from 'lucide-react';

import { useActions } from '../../app/actions.tsx';
import { LIST_ACTIONS } from '../../app/list-actions.ts';
import type { ListTarget } from '../../app/list-target.ts';
import { useAct } from '../../app/use-act.ts';

/** The keys that lead nowhere where a row can neither be peeked into nor opened. */
const GRID_ACTIONS = LIST_ACTIONS.filter(({ id }) => id !== 'list.peek' && id !== 'list.open');

/** Brings people back, and offers it as a key and in the palette. @param onDone Afterwards. */
export function useRestore(options: {
  readonly target: ListTarget | null;
  /** A selection that is on its way. */
  readonly coming: Promise<boolean> | null;
  readonly blocked: string | undefined;
  readonly onDone: () => void;
}) {
  const { target, blocked, onDone } = options;
  const { run, pending } = useAct('trash.restore');
  const restore = async (whom: ListTarget) => {
    const words = { done: 'restored', name: whom.name, count: whom.count };
    if (await run(whom.whom, words)) onDone();
  };
  useActions(
    [
      {
        id: 'trash.restore',
        group: 'Trash',
        keys: 'r',
        icon: RotateCcw,
        bar: 'restore',
        label: `Restore ${target?.label ?? ''}`,
        disabledReason: blocked ?? (target === null ? 'Nobody is selected.' : undefined),
        run: () => {
          if (target) void restore(target);
        },
      },
      ...GRID_ACTIONS,
    ],
    options.coming,
  );
  return { restore, pending };
}
