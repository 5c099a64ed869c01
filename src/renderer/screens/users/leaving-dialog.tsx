import { TYPED_ABOVE } from '../../../shared/contract/clean-up.ts';
import { useState } from 'react';

import type { ActPlan } from '../../../shared/contract/plans.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { counted, isolated, withCount } from '../../app/counted.ts';
import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import type { ListTarget } from '../../app/list/list-target.ts';
import { leavingSentence, planSentence } from '../../app/acts/plan-words.ts';
import { useKeepsProfiles } from '../../app/use-of-project.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { describeDay } from '../../ui/describe-time.ts';
import { Notice } from '../../ui/notice.tsx';
import { Reasons } from '../../ui/reasons.tsx';

interface LeavingDialogProps {
  readonly kind: 'deactivate' | 'delete';
  readonly target: ListTarget;
  readonly selfId: number | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
  /** To deactivate them, where none of them can be deleted. */
  readonly onDeactivate: () => void;
}

const WORDS = {
  deactivate: {
    verb: 'Deactivate',
    done: 'deactivated',
    command: 'accounts.deactivate',
    text: 'They cannot sign in any more; nothing of theirs is lost. Undo lets them in again.',
  },
  delete: {
    verb: 'Delete',
    done: 'deleted',
    command: 'accounts.delete',
    text: 'Everything moves to the trash, groups and permissions too, and can come back whole for 30 days.',
  },
} as const;

/** Keeps people from leaving by mistake, the one at the console above all. */
export function LeavingDialog(props: LeavingDialogProps) {
  const { kind, target, selfId, onClose, onDone, onDeactivate } = props;
  const { whom, count, ids, name, search } = target;
  const { verb, done, command, text } = WORDS[kind];
  const acts = useActs();
  const keepsProfiles = useKeepsProfiles();
  const form = useCommandForm(command);
  const { data: plan, error, isPending } = useQueryOf('accounts.plan', { ...whom, act: kind });
  const [isNamed] = useState(() => selfId !== undefined && ids.includes(selfId));
  const includeSelf = plan?.leaving?.self ?? isNamed;
  const byOldLink = plan?.leaving?.byOldLink;
  const isLast = plan?.leaving?.lastAdministrator ?? false;
  const many = count > 1;
  const isUnknown = many && error !== null;
  const nothing = isLast || isUnknown || plan?.done === 0;
  const submit = async () => {
    const outcome = await form.submit({ ...whom, includeSelf });
    if (outcome === null) return;
    acts.report(outcome, { done, name, count });
    onDone();
  };
  const subject = name === undefined ? counted(count, 'account') : isolated(name);
  const typedNumber = many && (includeSelf || count > TYPED_ABOVE) ? String(count) : undefined;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="danger"
      title={`${verb} ${subject}`}
      description={many && !isUnknown ? [planned(plan, done, search), text].join(' ') : text}
      confirmLabel={withCount(verb, plan?.done ?? count)}
      typeToConfirm={
        nothing ? undefined : !many && includeSelf ? (name ?? String(count)) : typedNumber
      }
      loading={(many || !keepsProfiles) && isPending}
      nothingToDo={nothing}
      pending={form.pending}
      onConfirm={() => void submit()}
    >
      {isUnknown ||
      includeSelf ||
      isLast ||
      byOldLink !== undefined ||
      form.message !== null ||
      (plan?.skipped.length ?? 0) > 0 ? (
        <>
          {isUnknown && (
            <Notice tone="danger" title="Who would be reached is not known. Nothing was changed.">
              {error.message}
            </Notice>
          )}
          {isLast ? (
            <Notice
              tone="danger"
              title={
                many
                  ? 'Nobody would be left who can administer the site.'
                  : 'This is the only administrator left.'
              }
            >
              Make another one first{many && ', or leave one out'}.
            </Notice>
          ) : (
            includeSelf &&
            !nothing && (
              <Notice
                tone="warn"
                title={many ? 'Your own account is among them.' : 'This is your own account.'}
              >
                You are signed out, and somebody else has to let you in again.
              </Notice>
            )
          )}
          {byOldLink && !nothing && <OldLinkNotice {...{ name, byOldLink }} />}
          {!isLast && <FormRefusal form={form} />}
          {plan !== undefined && plan.skipped.length > 0 && (
            <Reasons title="Skipped" items={plan.skipped} />
          )}
          {plan?.done === 0 && (plan.leaving?.deactivatable ?? 0) > 0 && (
            <Notice
              tone="neutral"
              title="Deactivated, they cannot sign in any more, and what refers to them stays."
              action={{ label: 'Deactivate instead', onClick: onDeactivate }}
            />
          )}
        </>
      ) : undefined}
    </ConfirmDialog>
  );
}

/** A signed link can't be taken back: the site looks at nothing but the account and the days. */
function OldLinkNotice({
  name,
  byOldLink: { count, until },
}: {
  readonly name: string | undefined;
  readonly byOldLink: { readonly count: number; readonly until: string };
}) {
  const whose =
    name === undefined ? `of ${counted(count, 'person', 'people')}` : `of ${isolated(name)}`;
  return (
    <Notice
      tone="warn"
      title={`An activation mail ${whose} may work until ${describeDay(new Date(until))}, and would activate the account again.`}
    >
      This project keeps no profiles. If its site is of django-registration 3, its links are signed
      and work for all their days. Look again after that; a deleted account has no link that works.
    </Notice>
  );
}

/** Whom it is about: how many of them, what there is to know of those, and how they were found. */
function planned(plan: ActPlan | undefined, done: string, search: string | undefined): string {
  const known = plan && leavingSentence(plan);
  const among = search && `They were selected among those who match ${isolated(search)}.`;
  return [planSentence(plan, done), known, among].filter(Boolean).join(' ');
}
