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
export function SendResetDialog({
  target: { whom, count, name },
  onClose,
  onDone,
}: SendResetDialogProps) {
  const sending = useAct('accounts.sendReset');
  const many = count > 1;
  const submit = async () => {
    if (await sending.run(whom, { done: 'mailed a reset link', name, count })) onDone();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Send ${name === undefined ? counted(count, 'reset link') : `${isolated(name)} a reset link`}`}
      description={`${counted(count, 'mail')} will leave, with a link to choose a new password. Nobody else learns ${
        many ? 'their passwords' : 'it'
      }, and the old ${many ? 'ones work' : 'one works'} until then.`}
      confirmLabel={withCount('Send', count)}
      pending={sending.pending}
      onConfirm={() => void submit()}
    />
  );
}
