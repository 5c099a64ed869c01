import type { ReactNode } from 'react';

import type { ActPlan } from '../../shared/contract/plans.ts';
import type { CallError } from '../query/call-error.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { Reasons } from '../ui/reasons.tsx';
import { planSentence } from './plan-words.ts';

interface PlanDialogProps {
  readonly title: string;
  /** "Activate", for the button, and "activated", for the sentence. */
  readonly verb: string;
  readonly done: string;
  readonly plan: ActPlan | undefined;
  readonly error: CallError | null;
  readonly pending: boolean;
  readonly children?: ReactNode;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** What an act on many would do, before it is done: how many, which mails, who is left out. */
export function PlanDialog(props: PlanDialogProps) {
  const { plan, verb, error } = props;
  const hasMore =
    error !== null ||
    props.children !== undefined ||
    (plan?.skipped.length ?? 0) > 0 ||
    plan?.signals !== undefined;
  return (
    <ConfirmDialog
      open
      onOpenChange={props.onClose}
      title={props.title}
      description={
        error === null ? planSentence(plan, props.done) : 'Who would be reached is not known.'
      }
      confirmLabel={plan ? `${verb} ${plan.done.toLocaleString('en-GB')}` : verb}
      pending={props.pending}
      loading={plan === undefined && error === null}
      nothingToDo={error !== null || plan?.done === 0}
      onConfirm={props.onConfirm}
    >
      {hasMore ? (
        <>
          {props.children}
          {error !== null && (
            <Notice tone="danger" title={error.message}>
              {error.failure.advice}
            </Notice>
          )}
          {plan?.signals !== undefined && (
            <Reasons
              title="Worth a look first"
              items={plan.signals.map(({ text, count }) => ({ reason: text, count }))}
            />
          )}
          {plan !== undefined && plan.skipped.length > 0 && (
            <Reasons title="Skipped" items={plan.skipped} />
          )}
        </>
      ) : undefined}
    </ConfirmDialog>
  );
}
