import { Check, CornerDownRight, List, UserRoundX } from 'lucide-react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import type { RejectionReason } from '../../../shared/contract/registrations.ts';
import { useActions, type Action } from '../../app/actions.tsx';
import { activationWords } from '../../app/activation-words.ts';
import { REJECTION_REASONS } from '../pending/rejection-reasons.ts';

interface TriageActionsOptions {
  readonly person: AccountDetail | undefined;
  readonly blocked: string | undefined;
  readonly rejecting: boolean;
  readonly activate: () => void;
  /** Offers the reasons, or takes them away again. */
  readonly askReason: () => void;
  readonly reject: (reason: RejectionReason) => void;
  readonly skip: () => void;
  readonly leave: () => void;
}

const group = 'One by one';

/** A, R, S, and Z from the frame; the reasons are the digits. */
export function useTriageActions(options: TriageActionsOptions): void {
  const { person, rejecting } = options;
  const disabledReason = person === undefined ? 'Nobody is on the table.' : options.blocked;
  const { verb } = activationWords(person?.state);
  const about = person?.username ?? '';
  const reasons = REJECTION_REASONS.map(({ value, label }, index): Action => ({
    id: `triage.reject.${value}`,
    group,
    label: `Reject ${about}: ${label.toLowerCase()}`,
    keys: `${index + 1}`,
    bar: label.toLowerCase(),
    icon: UserRoundX,
    disabledReason,
    run: () => options.reject(value),
  }));
  const decisions: readonly Action[] = [
    {
      id: 'triage.activate',
      group,
      label: `${verb} ${about}`,
      keys: 'a',
      bar: verb.toLowerCase(),
      icon: Check,
      disabledReason,
      run: options.activate,
    },
    {
      id: 'triage.reject',
      group,
      label: `Reject ${about}…`,
      keys: 'r',
      bar: 'reject',
      icon: UserRoundX,
      disabledReason,
      run: options.askReason,
    },
    {
      id: 'triage.skip',
      group,
      label: `Leave ${about} for later`,
      keys: 's',
      bar: 'later',
      icon: CornerDownRight,
      disabledReason: person === undefined ? disabledReason : undefined,
      run: options.skip,
    },
  ];
  const back: Action = rejecting
    ? { id: 'triage.back', group, label: 'Do not reject', keys: 'Escape', run: options.askReason }
    : {
        id: 'triage.leave',
        group,
        label: 'All in a list',
        keys: 'Escape',
        bar: 'list',
        icon: List,
        run: options.leave,
      };
  useActions([...(rejecting ? reasons : decisions), back]);
}
