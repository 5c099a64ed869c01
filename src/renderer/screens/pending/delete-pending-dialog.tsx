import { counted, isolated, withCount } from '../../app/counted.ts';
import type { ListTarget } from '../../app/list-target.ts';
import { useAct } from '../../app/use-act.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface DeletePendingDialogProps {
  readonly target: ListTarget;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function DeletePendingDialog({
  target: { whom, count, name },
  onClose,
  onDone,
}: DeletePendingDialogProps) {
  const remove = useAct('registrations.delete');
  const subject = name === undefined ? counted(count, 'sign-up') : isolated(name);
  const submit = async () => {
    if (await remove.run(whom, { done: 'deleted', name, count })) onDone();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="danger"
      title={`Delete ${subject}`}
      description="Their links end and nobody is told. They may sign up again. Undo brings them back."
      confirmLabel={withCount('Delete', count)}
      pending={remove.pending}
      onConfirm={() => void submit()}
    />
  );
}
