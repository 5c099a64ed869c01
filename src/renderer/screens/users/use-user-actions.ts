import {
  CircleCheck,
  CircleSlash,
  KeyRound,
  LogOut,
  PenLine,
  RotateCcwKey,
  Plus,
  Send,
  StickyNote,
  Trash2,
  UsersRound,
} from 'lucide-react';

import { useActions, type Action } from '../../app/keys/actions.tsx';
import { actionsOfGrid, closePanelAction } from '../../app/list/list-actions.ts';
import type { AccountState } from '../../../shared/contract/accounts.ts';
import { activationWords } from '../../app/people/activation-words.ts';
import { limitsOf, type ListTarget } from '../../app/list/list-target.ts';
import { useBlock } from '../../app/acts/use-block.ts';
import { resetBlock } from './reset-block.ts';
import { useEndSessions } from './use-end-sessions.ts';
import { usePasswordBlock } from './use-password-block.ts';
import type { UserActs } from './use-user-acts.ts';

interface UserActionsOptions {
  readonly acts: UserActs;
  readonly target: ListTarget | null;
  /** How many are listed; undefined while that is unknown. */
  readonly total: number | undefined;
  /** A selection that is on its way. */
  readonly coming: Promise<boolean> | null;
  /** Of everybody in the target, when it is one. */
  readonly accountState: AccountState | undefined;
  readonly blocked: string | undefined;
  /** Why rights can't be changed, or undefined. */
  readonly rightsBlocked: string | undefined;
  /** Undefined while no panel is open. */
  readonly closePanel: (() => void) | undefined;
}

/** Offers the screen's keys and palette entries; each says whom it is about. */
export function useUserActions(options: UserActionsOptions): void {
  const { acts, target, accountState, blocked, rightsBlocked, closePanel } = options;
  const { verb } = activationWords(accountState);
  const { end } = useEndSessions();
  const passwordBlock = usePasswordBlock();
  const createBlocked = useBlock('accounts.create');
  const deleteBlocked = useBlock('accounts.delete');
  const about = target?.label ?? '';
  const { single, none, many } = limitsOf(target);
  const several = { group: 'Users', disabledReason: blocked ?? none };
  const one = { group: 'Users', disabledReason: blocked ?? none ?? many };
  const on = (run: (target: ListTarget) => void) => () => {
    if (target) run(target);
  };
  const actions: readonly Action[] = [
    {
      id: 'create',
      group: 'Users',
      disabledReason: createBlocked,
      icon: Plus,
      label: 'New user…',
      run: () => acts.open({ kind: 'create' }),
    },
    {
      id: 'edit',
      ...one,
      icon: PenLine,
      bar: 'edit',
      label: `Edit ${about}…`,
      run: () =>
        single !== undefined && acts.open({ kind: 'edit', id: single, name: target?.name }),
    },
    {
      id: 'activate',
      ...several,
      icon: CircleCheck,
      bar: verb.toLowerCase(),
      label: `${verb} ${about}`,
      plainLabel: verb,
      run: on((chosen) => acts.activate(chosen, accountState)),
    },
    {
      id: 'deactivate',
      ...several,
      icon: CircleSlash,
      bar: 'deactivate',
      label: `Deactivate ${about}`,
      run: on(acts.deactivate),
    },
    {
      id: 'reset',
      ...several,
      disabledReason:
        several.disabledReason ?? (single === undefined ? undefined : resetBlock(accountState)),
      icon: Send,
      bar: 'reset link',
      label: `Send ${about} a reset link…`,
      run: on((chosen) => acts.open({ kind: 'reset', target: chosen })),
    },
    {
      id: 'note',
      ...one,
      icon: StickyNote,
      bar: 'note',
      label: `Write a note on ${about}…`,
      run: () => {
        if (single === undefined) return;
        const account = { id: single, username: target?.name ?? `#${single}` };
        acts.open({ kind: 'note', account, note: null });
      },
    },
    {
      id: 'groups',
      ...several,
      disabledReason: several.disabledReason ?? rightsBlocked,
      icon: UsersRound,
      label: `Put ${about} into a group, or take out…`,
      run: on((chosen) => acts.open({ kind: 'groups', target: chosen })),
    },
    {
      id: 'end-sessions',
      ...one,
      icon: LogOut,
      label: `Sign ${about} out of the accounts site everywhere`,
      run: () => single !== undefined && end(single, null),
    },
    {
      id: 'renew',
      ...several,
      icon: RotateCcwKey,
      label: `Require a new password from ${about}…`,
      run: on((chosen) => acts.open({ kind: 'renew', target: chosen })),
    },
    {
      id: 'password',
      ...one,
      disabledReason: one.disabledReason ?? passwordBlock,
      icon: KeyRound,
      label: `Set a password for ${about}…`,
      run: () => single !== undefined && acts.open({ kind: 'password', id: single }),
    },
    {
      id: 'delete',
      ...several,
      disabledReason: deleteBlocked ?? none,
      icon: Trash2,
      label: `Delete ${about}…`,
      run: on((chosen) => acts.open({ kind: 'delete', target: chosen })),
    },
    ...actionsOfGrid('users', options.total),
    ...closePanelAction('Users', closePanel),
  ];
  useActions(actions, options.coming);
}
