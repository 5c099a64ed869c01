import type { ReactNode } from 'react';

import type { ActPlan } from '../../../shared/contract/plans.ts';
import type { CallError } from '../../query/call-error.ts';
import { Button } from '../../ui/button.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Reasons } from '../../ui/reasons.tsx';
import { mailFate } from '../mail/describe-delivery.ts';
import { leavesForGood } from '../mail/leaves-for-good.ts';
import { planSentence } from './plan-words.ts';

/** Who is left out of an act, by the signal that they have. */
export interface LeftOut {
  readonly left: ReadonlySet<string>;
  /** Those of everybody, also of who is left out. */
  readonly signals: NonNullable<ActPlan['signals']>;
  readonly mayGo: (text: string) => boolean;
  /** Leaves those of a signal out, or takes them in again. */
  readonly toggle: (text: string) => void;
}

interface PlanDialogProps {
  readonly title: string;
  /** "Activate", for the button, and "activated", for the sentence. */
  readonly verb: string;
  readonly done: string;
  readonly plan: ActPlan | undefined;
  /** The plan is that of others, and another one is on its way. */
  readonly isOld?: boolean;
  readonly leftOut?: LeftOut;
  readonly error: CallError | null;
  readonly pending: boolean;
  readonly children?: ReactNode;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** What an act on many would do, before it is done: how many, which mails, who is left out. */
export function PlanDialog(props: PlanDialogProps) {
  const { plan, verb, error } = props;
  const signals = signalReasons(plan, props.leftOut);
  const { data: counts } = useQueryOf('application.counts', {});
  const isOne = plan?.total === 1;
  const skipped = isOne ? [] : (plan?.skipped ?? []);
  const children = isOne && plan.done === 0 ? undefined : props.children;
  const hasMore =
    error !== null || children !== undefined || skipped.length > 0 || signals.length > 0;
  return (
    <ConfirmDialog
      open
      onOpenChange={props.onClose}
      title={props.title}
      description={
        error === null
          ? planSentence(plan, props.done, mailFate(counts))
          : 'Who would be reached is not known.'
      }
      confirmLabel={plan && !isOne ? `${verb} ${plan.done.toLocaleString('en-GB')}` : verb}
      typeToConfirm={
        plan && plan.done > 0 && leavesForGood(plan.mails, counts) ? String(plan.done) : undefined
      }
      pending={props.pending}
      loading={(plan === undefined || props.isOld === true) && error === null}
      nothingToDo={error !== null || plan?.done === 0}
      onConfirm={props.onConfirm}
    >
      {hasMore ? (
        <>
          {children}
          {error !== null && (
            <Notice tone="danger" title={error.message}>
              {error.failure.advice}
            </Notice>
          )}
          {signals.length > 0 && <Reasons title="Worth a look first" items={signals} />}
          {skipped.length > 0 && <Reasons title="Skipped" items={skipped} />}
        </>
      ) : undefined}
    </ConfirmDialog>
  );
}

/** In an order that stays, so that a button keeps its place and the focus. */
function signalReasons(plan: ActPlan | undefined, leftOut: LeftOut | undefined) {
  return (leftOut?.signals ?? plan?.signals ?? [])
    .toSorted((one, other) => one.text.localeCompare(other.text))
    .map(({ text, count }) => ({
      reason: text,
      count,
      action: leftOut && (leftOut.left.has(text) || leftOut.mayGo(text)) && (
        <LeaveOut
          isOut={leftOut.left.has(text)}
          what={`${count.toLocaleString('en-GB')} ${text}`}
          onPress={() => leftOut.toggle(text)}
        />
      ),
    }));
}

interface LeaveOutProps {
  readonly isOut: boolean;
  readonly what: string;
  readonly onPress: () => void;
}

function LeaveOut({ isOut, what, onPress }: LeaveOutProps) {
  const words = isOut ? 'Take in again' : 'Leave out';
  return (
    <Button size="small" aria-label={`${words} ${what}`} onClick={onPress}>
      {words}
    </Button>
  );
}
