import { TYPED_ABOVE } from '../../../shared/contract/clean-up.ts';
import { counted, isolated, withCount } from '../../app/counted.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import { useAct } from '../../app/acts/use-act.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Reasons } from '../../ui/reasons.tsx';

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
  const { data: plan } = useQueryOf('registrations.plan', { ...whom, act: 'delete' });
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
      description="Their links end and nobody is told. They may sign up again, and come back from the trash for 30 days."
      confirmLabel={withCount('Delete', count)}
      pending={remove.pending}
      typeToConfirm={count > TYPED_ABOVE ? String(count) : undefined}
      onConfirm={() => void submit()}
    >
      {plan !== undefined && plan.skipped.length > 0 ? (
        <Reasons title="Skipped" items={plan.skipped} />
      ) : undefined}
    </ConfirmDialog>
  );
}
