import {
  CircleCheck,
  CircleSlash,
  Ellipsis,
  KeyRound,
  PenLine,
  RotateCcwKey,
  Send,
  Trash2,
} from 'lucide-react';

import type { AccountState } from '../../../shared/contract/accounts.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { activationWords } from '../../app/people/activation-words.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import { useBlock } from '../../app/acts/use-block.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { resetBlock } from './reset-block.ts';
import { usePasswordBlock } from './use-password-block.ts';
import type { UserActs } from './use-user-acts.ts';

interface UserActionsProps {
  readonly target: ListTarget;
  readonly state: AccountState;
  readonly acts: UserActs;
  readonly blocked: string | undefined;
}

/** At a row's end: edit, and everything else in a menu. */
export function UserRowActions(props: UserActionsProps) {
  const keymap = useKeymap();
  const { target, acts, blocked } = props;
  const [id = 0] = target.ids;
  return (
    <>
      <IconButton
        icon={PenLine}
        label={`Edit ${target.label}`}
        keys={keymap.edit}
        size="small"
        disabledReason={blocked}
        onClick={() => acts.open({ kind: 'edit', id, name: target.name })}
      />
      <UserMenu {...props} />
    </>
  );
}

export function UserMenu({ target, state, acts, blocked }: UserActionsProps) {
  const keymap = useKeymap();
  const [id = 0] = target.ids;
  const isActive = state === 'active';
  const passwordBlock = usePasswordBlock();
  const deleteBlocked = useBlock('accounts.delete');
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} label={`More acts for ${target.label}`} size="small" />}
      items={[
        {
          label: isActive ? 'Deactivate' : activationWords(state).verb,
          icon: isActive ? CircleSlash : CircleCheck,
          keys: isActive ? keymap.deactivate : keymap.activate,
          disabledReason: blocked,
          onSelect: () => (isActive ? acts.deactivate(target) : acts.activate(target, state)),
        },
        {
          label: 'Send reset link…',
          icon: Send,
          keys: keymap.reset,
          disabledReason: blocked ?? resetBlock(state),
          onSelect: () => acts.open({ kind: 'reset', target }),
        },
        {
          label: 'Require a new password…',
          icon: RotateCcwKey,
          keys: keymap.renew,
          disabledReason: blocked,
          onSelect: () => acts.open({ kind: 'renew', target }),
        },
        {
          label: 'Set a password…',
          icon: KeyRound,
          keys: keymap.password,
          disabledReason: blocked ?? passwordBlock,
          onSelect: () => acts.open({ kind: 'password', id }),
        },
        'separator',
        {
          label: 'Delete…',
          icon: Trash2,
          keys: keymap.delete,
          danger: true,
          disabledReason: deleteBlocked,
          onSelect: () => acts.open({ kind: 'delete', target }),
        },
      ]}
    />
  );
}
