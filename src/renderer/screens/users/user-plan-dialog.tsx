import { counted } from '../../app/counted.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import { PlanDialog } from '../../app/acts/plan-dialog.tsx';
import { useAct } from '../../app/acts/use-act.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

interface UserPlanDialogProps {
  readonly target: ListTarget;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What activating many accounts would do, looked at first. */
export function UserPlanDialog({ target, onClose, onDone }: UserPlanDialogProps) {
  const { whom, count, name } = target;
  const plan = useQueryOf('accounts.plan', { ...whom, act: 'activate' });
  const acting = useAct('accounts.activate');
  const submit = async () => {
    if (await acting.run(whom, { done: 'activated', name, count })) onDone();
  };
  return (
    <PlanDialog
      title={`Activate ${counted(count, 'account')}`}
      verb="Activate"
      done="activated"
      onClose={onClose}
      plan={plan.data}
      error={plan.error}
      pending={acting.pending}
      onConfirm={() => void submit()}
    />
  );
}
