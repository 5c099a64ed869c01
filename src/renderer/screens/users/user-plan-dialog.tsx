import { counted } from '../../app/counted.ts';
import type { ListTarget } from '../../app/list-target.ts';
import { PlanDialog } from '../../app/plan-dialog.tsx';
import { useAct } from '../../app/use-act.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

interface UserPlanDialogProps {
  readonly act: 'activate' | 'deactivate';
  readonly target: ListTarget;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const WORDS = {
  activate: { verb: 'Activate', done: 'activated' },
  deactivate: { verb: 'Deactivate', done: 'deactivated' },
} as const;

/** What an act on many accounts would do, looked at first. */
export function UserPlanDialog({ act, target, onClose, onDone }: UserPlanDialogProps) {
  const { whom, count, name } = target;
  const { verb, done } = WORDS[act];
  const plan = useQueryOf('accounts.plan', { ...whom, act });
  const acting = useAct(`accounts.${act}`);
  const submit = async () => {
    if (await acting.run(whom, { done, name, count })) onDone();
  };
  return (
    <PlanDialog
      title={`${verb} ${counted(count, 'account')}`}
      {...{ verb, done, onClose }}
      plan={plan.data}
      error={plan.error}
      pending={acting.pending}
      onConfirm={() => void submit()}
    />
  );
}
