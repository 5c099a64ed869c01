import { counted, isolated } from '../../app/counted.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import { PlanDialog } from '../../app/acts/plan-dialog.tsx';
import { useAct } from '../../app/acts/use-act.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

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
  const plan = useQueryOf('accounts.plan', { ...whom, act: 'sendReset' });
  const many = count > 1;
  const submit = async () => {
    if (await sending.run(whom, { done: 'mailed a reset link', name, count })) onDone();
  };
  return (
    <PlanDialog
      title={`Send ${name === undefined ? counted(count, 'reset link') : `${isolated(name)} a reset link`}`}
      verb="Send"
      done="mailed a reset link"
      plan={plan.data}
      error={plan.error}
      pending={sending.pending}
      onClose={onClose}
      onConfirm={() => void submit()}
    >
      <p>
        {many
          ? 'Nobody else learns their passwords, and the old ones work until then.'
          : 'Nobody else learns the new password, and the old one works until then.'}
      </p>
    </PlanDialog>
  );
}
