import { TYPED_ABOVE } from '../../../shared/contract/clean-up.ts';
import { useState } from 'react';

import { useActs } from '../../app/acts.tsx';
import { counted, isolated, withCount } from '../../app/counted.ts';
import { FormRefusal } from '../../app/form-refusal.tsx';
import type { ListTarget } from '../../app/list-target.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';

interface LeavingDialogProps {
  readonly kind: 'deactivate' | 'delete';
  readonly target: ListTarget;
  readonly selfId: number | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const WORDS = {
  deactivate: {
    verb: 'Deactivate',
    done: 'deactivated',
    command: 'accounts.deactivate',
    text: 'They cannot sign in any more; nothing of theirs is lost. Undo lets them in again.',
  },
  delete: {
    verb: 'Delete',
    done: 'deleted',
    command: 'accounts.delete',
    text: 'Everything moves to the trash, groups and permissions too, and can come back whole for 30 days.',
  },
} as const;

/** Keeps people from leaving by mistake, the one at the console above all. */
export function LeavingDialog({ kind, target, selfId, onClose, onDone }: LeavingDialogProps) {
  const { whom, count, ids, name } = target;
  const { verb, done, command, text } = WORDS[kind];
  const acts = useActs();
  const form = useCommandForm(command);
  const [includeSelf] = useState(() => selfId !== undefined && ids.includes(selfId));
  const submit = async () => {
    const outcome = await form.submit({ ...whom, includeSelf });
    if (outcome === null) return;
    acts.report(outcome, { done, name, count });
    onDone();
  };
  const subject = name === undefined ? counted(count, 'account') : isolated(name);
  const typed = includeSelf ? (name ?? 'myself') : undefined;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="danger"
      title={`${verb} ${subject}`}
      description={text}
      confirmLabel={withCount(verb, count)}
      typeToConfirm={typed ?? (count > TYPED_ABOVE ? String(count) : undefined)}
      pending={form.pending}
      onConfirm={() => void submit()}
    >
      {includeSelf || form.message !== null ? (
        <>
          {includeSelf && (
            <Notice tone="warn" title="This is your own account.">
              You are signed out, and somebody else has to let you in again.
            </Notice>
          )}
          <FormRefusal form={form} />
        </>
      ) : undefined}
    </ConfirmDialog>
  );
}
