import {
  CalendarPlus,
  Check,
  Copy,
  Ellipsis,
  MailPlus,
  PenLine,
  Trash2,
  UserRoundX,
} from 'lucide-react';

import type { PendingRow } from '../../../shared/contract/registrations.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { activationWords } from '../../app/people/activation-words.ts';
import { targetOf } from '../../app/list/list-target.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { linkBlock } from './link-block.ts';
import type { PendingActs } from './use-pending-acts.ts';
import { useSignUpBlocks } from './use-sign-up-blocks.ts';

interface PendingRowActionsProps {
  readonly row: Pick<PendingRow, 'id' | 'username' | 'stage'>;
  readonly acts: PendingActs;
  readonly blocked: string | undefined;
}

/** At a row's end: the two acts one needs most. */
export function PendingRowActions({ row, acts, blocked }: PendingRowActionsProps) {
  const keymap = useKeymap();
  const target = targetOf(row);
  return (
    <>
      <IconButton
        icon={Check}
        label={`${activationWords(row.stage).verb} ${target.label}`}
        keys={keymap.activate}
        size="small"
        disabledReason={blocked}
        onClick={() => acts.activate(target, row.stage)}
      />
      <IconButton
        icon={MailPlus}
        label={`Send ${target.label} a new activation mail`}
        keys={keymap.resend}
        size="small"
        disabledReason={linkBlock(row.stage) ?? blocked}
        onClick={() => acts.resend(target)}
      />
      <PendingMenu {...{ row, acts, blocked }} />
    </>
  );
}

/** Everything else that can be done with one sign-up. */
export function PendingMenu({ row, acts, blocked }: PendingRowActionsProps) {
  const keymap = useKeymap();
  const target = targetOf(row);
  const { removeBlocked, linksBlocked } = useSignUpBlocks(blocked);
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} label={`More acts for ${target.label}`} size="small" />}
      items={[
        {
          label: 'Copy the activation link',
          icon: Copy,
          keys: keymap['copy-link'],
          disabledReason: linksBlocked ?? linkBlock(row.stage),
          onSelect: () => acts.copyLinks(target),
        },
        {
          label: 'Correct the address…',
          icon: PenLine,
          keys: keymap['change-email'],
          disabledReason: linkBlock(row.stage) ?? blocked,
          onSelect: () => acts.open({ kind: 'email', id: row.id }),
        },
        {
          label: 'Give more time…',
          icon: CalendarPlus,
          keys: keymap.extend,
          disabledReason: linkBlock(row.stage) ?? blocked,
          onSelect: () => acts.open({ kind: 'plan', act: 'extend', target }),
        },
        'separator',
        {
          label: 'Reject…',
          icon: UserRoundX,
          keys: keymap.reject,
          disabledReason: removeBlocked,
          onSelect: () => acts.open({ kind: 'reject', target, stage: row.stage }),
        },
        {
          label: 'Delete…',
          icon: Trash2,
          keys: keymap.delete,
          danger: true,
          disabledReason: removeBlocked,
          onSelect: () => acts.open({ kind: 'delete', target }),
        },
      ]}
    />
  );
}
