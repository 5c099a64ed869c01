import { counted, isolated, withCount } from '../../app/counted.ts';
import type { ListTarget } from '../../app/list-target.ts';
import { useAct } from '../../app/use-act.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface SendResetDialogProps {
  readonly target: ListTarget;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A link to choose a new password goes to people; nobody else learns it (ASVS 6.4.6). */
export function SendResetDialog({ target: { ids, name }, onClose, onDone }: SendResetDialogProps) {
  const sending = useAct('accounts.sendReset');
  const many = ids.length > 1;
  const submit = async () => {
    if (await sending.run({ ids: [...ids] }, { done: 'mailed a reset link', name })) onDone();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Send ${name === undefined ? counted(ids.length, 'reset link') : `${isolated(name)} a reset link`}`}
      description={`${counted(ids.length, 'mail')} will leave, with a link to choose a new password. Nobody else learns ${
        many ? 'their passwords' : 'it'
      }, and the old ${many ? 'ones work' : 'one works'} until then.`}
      confirmLabel={withCount('Send', ids.length)}
      pending={sending.pending}
      onConfirm={() => void submit()}
    />
  );
}
