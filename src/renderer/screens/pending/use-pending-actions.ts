import { Check, Copy, Eraser, MailPlus, PenLine, Trash2, UserRoundX, X } from 'lucide-react';

import { useActions, type Action } from '../../app/actions.tsx';
import { LIST_ACTIONS } from '../../app/list-actions.ts';
import type { ListTarget } from '../../app/list-target.ts';
import type { PendingActs } from './use-pending-acts.ts';

interface PendingActionsOptions {
  readonly acts: PendingActs;
  readonly target: ListTarget | null;
  readonly blocked: string | undefined;
  readonly cleanUpBlocked: string | undefined;
  /** Undefined while no panel is open. */
  readonly closePanel: (() => void) | undefined;
}

/** Offers the screen's keys and palette entries; each says whom it is about. */
export function usePendingActions(options: PendingActionsOptions): void {
  const { acts, target, blocked, cleanUpBlocked, closePanel } = options;
  const about = target?.label ?? '';
  const [single] = target?.ids.length === 1 ? target.ids : [];
  const none = target === null ? 'Nobody is selected.' : undefined;
  const writing = { group: 'Pending', disabledReason: none ?? blocked };
  const on = (run: (target: ListTarget) => void) => () => {
    if (target) run(target);
  };
  const actions: readonly Action[] = [
    {
      id: 'activate',
      ...writing,
      keys: 'a',
      icon: Check,
      bar: 'activate',
      label: `Activate ${about}`,
      run: on(acts.activate),
    },
    {
      id: 'resend',
      ...writing,
      keys: 'm',
      icon: MailPlus,
      bar: 'mail again',
      label: `Send a new activation mail to ${about}`,
      run: on(acts.resend),
    },
    {
      id: 'copy-link',
      group: 'Pending',
      disabledReason: none,
      keys: 'c',
      icon: Copy,
      bar: 'copy link',
      label: `Copy the activation link of ${about}`,
      run: on(acts.copyLinks),
    },
    {
      id: 'change-email',
      ...writing,
      disabledReason:
        none ?? blocked ?? (single === undefined ? 'One person at a time: select one.' : undefined),
      keys: 'e',
      icon: PenLine,
      label: `Correct the address of ${about} and mail again`,
      run: () => single !== undefined && acts.open({ kind: 'email', id: single }),
    },
    {
      id: 'reject',
      ...writing,
      keys: 'r',
      icon: UserRoundX,
      bar: 'reject',
      label: `Reject ${about}…`,
      run: on((chosen) => acts.open({ kind: 'reject', target: chosen })),
    },
    {
      id: 'delete',
      ...writing,
      keys: 'Delete',
      icon: Trash2,
      label: `Delete ${about}…`,
      run: on((chosen) => acts.open({ kind: 'delete', target: chosen })),
    },
    {
      id: 'clean-up',
      group: 'Pending',
      disabledReason: cleanUpBlocked,
      icon: Eraser,
      label: 'Clean up ended sign-ups…',
      run: () => acts.open({ kind: 'clean-up' }),
    },
    ...LIST_ACTIONS,
  ];
  const back = { id: 'close-panel', group: 'Pending', label: 'Close the panel', icon: X };
  useActions(closePanel ? [...actions, { ...back, keys: 'Escape', run: closePanel }] : actions);
}
