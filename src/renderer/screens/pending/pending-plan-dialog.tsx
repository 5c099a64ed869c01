import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';

import { counted, isolated } from '../../app/counted.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import { PlanDialog } from '../../app/acts/plan-dialog.tsx';
import { useAct } from '../../app/acts/use-act.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useOfProject } from '../../app/use-of-project.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { SignUpDateNotice } from '../users/sign-up-date-notice.tsx';
import { useLeftOut } from './use-left-out.ts';

interface PendingPlanDialogProps {
  readonly act: 'activate' | 'resend' | 'extend';
  readonly target: ListTarget;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const WORDS = {
  activate: { verb: 'Activate', done: 'activated' },
  resend: { verb: 'Mail', done: 'mailed again' },
  extend: { verb: 'Extend', done: 'given more time' },
} as const;

const DAYS = 7;
const MOST_DAYS = 365;

/** What an act on sign-ups would do, looked at first. */
export function PendingPlanDialog({ act, target, onClose, onDone }: PendingPlanDialogProps) {
  const { name } = target;
  const { whom, count, leftOut, isComing, error } = useLeftOut(target, act);
  const { verb, done } = WORDS[act];
  const [days, setDays] = useKept<number | null>(`days for ${JSON.stringify(whom)}`, DAYS);
  const plan = useQueryOf(
    'registrations.plan',
    { ...whom, act },
    { placeholderData: keepPreviousData },
  );
  const activate = useAct('registrations.activate');
  const resend = useAct('registrations.resend');
  const extend = useAct('registrations.extend');
  const words = { done, name, count };
  const ofProject = useOfProject();
  const isDays = days !== null && Number.isInteger(days) && days >= 1 && days <= MOST_DAYS;
  const extendWords = {
    ...words,
    done: ofProject
      ? 'given the full time again'
      : `given ${counted(days ?? DAYS, 'more day', 'more days')}`,
  };
  const [tried, setTried] = useState(false);
  const submit = async () => {
    if (act === 'extend' && !isDays) {
      setTried(true);
      return;
    }
    const run = {
      activate: () => activate.run(whom, words),
      resend: () => resend.run(whom, words),
      extend: () => extend.run({ ...whom, days: days ?? DAYS }, extendWords),
    }[act];
    if (await run()) onDone();
  };
  const subject = name === undefined ? counted(count, 'sign-up') : isolated(name);
  return (
    <PlanDialog
      title={`${verb} ${subject}`}
      {...{ verb, done, onClose }}
      plan={plan.data}
      isOld={plan.isPlaceholderData || isComing}
      leftOut={leftOut}
      error={error ?? plan.error}
      pending={activate.pending || resend.pending || extend.pending}
      onConfirm={() => void submit()}
    >
      {ofProject && act !== 'activate' ? (
        <SignUpDateNotice />
      ) : act === 'extend' ? (
        <NumberField
          label="How much longer"
          description="With the same link. Nobody is mailed."
          unit="days"
          min={1}
          max={MOST_DAYS}
          value={days}
          error={
            isDays || (days === null && !tried)
              ? undefined
              : `Enter a number from 1 to ${MOST_DAYS}.`
          }
          onChange={setDays}
        />
      ) : undefined}
    </PlanDialog>
  );
}
