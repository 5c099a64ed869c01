import { TYPED_ABOVE } from '../../../shared/contract/clean-up.ts';
import { useState } from 'react';

import { counted, isolated, withCount } from '../../app/counted.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import { useAct } from '../../app/acts/use-act.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';

interface RequirePasswordDialogProps {
  readonly target: ListTarget;
  readonly selfId: number | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** After a leak: the passwords end now, and everybody gets a link to choose another. */
export function RequirePasswordDialog(props: RequirePasswordDialogProps) {
  const { target, selfId, onClose, onDone } = props;
  const { whom, count, ids, name } = target;
  const requiring = useAct('accounts.requireNewPassword');
  const [includeSelf] = useState(() => selfId !== undefined && ids.includes(selfId));
  const submit = async () => {
    const words = { done: 'mailed a link to choose a new password', name, count };
    if (await requiring.run({ ...whom, includeSelf }, words)) onDone();
  };
  const many = count > 1;
  const subject = name === undefined ? counted(count, 'account') : isolated(name);
  const typed = includeSelf ? (name ?? String(count)) : undefined;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="danger"
      title={`Require a new password from ${subject}`}
      description={
        many
          ? 'Their passwords stop working at once and they are signed out everywhere. Each gets a mail with a link to choose a new one. Undo brings the old passwords back, not the sessions.'
          : 'The password stops working at once and every session ends. A mail with a link to choose a new one leaves. Undo brings the old password back, not the sessions.'
      }
      confirmLabel={withCount('Require', count)}
      typeToConfirm={typed ?? (count > TYPED_ABOVE ? String(count) : undefined)}
      pending={requiring.pending}
      onConfirm={() => void submit()}
    >
      {includeSelf ? (
        <Notice
          tone="warn"
          title={many ? 'Your own account is among them.' : 'This is your own account.'}
        >
          You need the mail to sign in again.
        </Notice>
      ) : undefined}
    </ConfirmDialog>
  );
}
