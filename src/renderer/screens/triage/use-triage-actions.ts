import { Check, CornerDownRight, List, MailPlus, UserRoundX } from 'lucide-react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { useActions, type Action } from '../../app/keys/actions.tsx';
import { activationWords } from '../../app/people/activation-words.ts';
import { showTurns } from '../../ui/show-turns.ts';

interface TriageActionsOptions {
  readonly person: AccountDetail | undefined;
  /** The card on top could not be read: it can be left for later. */
  readonly isUnread: boolean;
  /** Nobody is left to decide on. */
  readonly isFinished: boolean;
  readonly blocked: string | undefined;
  readonly rejectBlocked: string | undefined;
  readonly activate: () => void;
  /** Asks for the reason first. */
  readonly reject: () => void;
  readonly skip: () => void;
  /** Corrects the address; undefined where nothing else was probably meant. */
  readonly fix: (() => void) | undefined;
  readonly leave: () => void;
}

const group = 'One by one';

/** A, R, E, S, and Z from the frame. */
export function useTriageActions(options: TriageActionsOptions): void {
  const { person, isUnread } = options;
  const why = isUnread ? 'This one could not be read.' : 'The next one is on the way.';
  const nobody = person === undefined ? why : undefined;
  const { verb } = activationWords(person?.state);
  const about = showTurns(person?.username ?? '');
  const decisions: readonly Action[] = [
    {
      id: 'triage.activate',
      group,
      label: `${verb} ${about}`,
      plainLabel: verb,
      bar: verb.toLowerCase(),
      icon: Check,
      disabledReason: nobody ?? options.blocked,
      run: options.activate,
    },
    {
      id: 'triage.reject',
      group,
      label: `Reject ${about}…`,
      bar: 'reject',
      icon: UserRoundX,
      disabledReason: nobody ?? options.rejectBlocked,
      run: options.reject,
    },
    {
      id: 'triage.fix',
      group,
      label: `Fix the address of ${about} and mail again`,
      bar: options.fix && 'fix',
      icon: MailPlus,
      disabledReason:
        nobody ?? (options.fix ? options.blocked : 'Nothing looks wrong with this address.'),
      run: options.fix ?? (() => {}),
    },
    {
      id: 'triage.skip',
      group,
      label: `Leave ${about} for later`,
      bar: 'later',
      icon: CornerDownRight,
      disabledReason: isUnread ? undefined : nobody,
      run: options.skip,
    },
  ];
  useActions([
    ...(options.isFinished ? [] : decisions),
    {
      id: 'triage.leave',
      group,
      label: 'All in a list',
      bar: 'list',
      icon: List,
      run: options.leave,
    },
  ]);
}
