import { useEffect, useEffectEvent, useState } from 'react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import { TYPED_ABOVE } from '../../../shared/contract/clean-up.ts';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import { counted } from '../../app/counted.ts';
import { useAct } from '../../app/acts/use-act.ts';
import { callError, type CallError } from '../../query/call-error.ts';
import { useCall } from '../../query/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { CleanUpPlan } from './clean-up-plan.tsx';

interface CleanUpDialogProps {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

type Plan = OutputOf<'registrations.cleanUpPlan'>;

const TITLE = 'Clean up ended sign-ups';

/** The plan first, frozen when the dialog opens; then exactly that set goes. */
export function CleanUpDialog({ onClose, onDone }: CleanUpDialogProps) {
  const { plan, error, load } = useFrozenPlan();
  const cleanUp = useAct('registrations.cleanUp');
  const close = <Button onClick={onClose}>Close</Button>;
  if (error) {
    return (
      <Dialog open onOpenChange={onClose} title={TITLE} footer={close}>
        <CallFailed error={error} onRetry={load} />
      </Dialog>
    );
  }
  if (plan === null || plan.count === 0) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        size="large"
        title={plan === null ? TITLE : 'Nobody would go'}
        description={plan?.rule}
        footer={close}
      >
        {plan === null ? <SkeletonRows count={6} /> : <CleanUpPlan plan={plan} onLeave={onClose} />}
      </Dialog>
    );
  }
  const { selection, count } = plan;
  const number = String(count);
  const submit = async () => {
    if (await cleanUp.run({ selection, typed: number }, { done: 'cleaned up' })) onDone();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      size="large"
      tone="danger"
      title={`${counted(count, 'sign-up')} would go`}
      description={`${plan.rule} This moves them to the trash for 30 days, from where they come back whole.`}
      confirmLabel={`Move ${counted(count, 'sign-up')} to the trash`}
      typeToConfirm={count > TYPED_ABOVE ? number : undefined}
      pending={cleanUp.pending}
      onConfirm={() => void submit()}
    >
      <CleanUpPlan plan={plan} onLeave={onClose} />
    </ConfirmDialog>
  );
}

/** Asked once: what is confirmed is what was shown, whatever happens meanwhile. */
function useFrozenPlan() {
  const ask = useCall();
  const [plan, setPlan] = useState<Plan | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const load = () => {
    ask('registrations.cleanUpPlan', {}).then(
      (answer) => {
        setPlan(answer);
        setError(null);
      },
      (thrown: unknown) => setError(callError(thrown)),
    );
  };
  const loadFirst = useEffectEvent(load);
  useEffect(() => loadFirst(), []);
  return { plan, error, load };
}
