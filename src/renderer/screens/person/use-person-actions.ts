import {
  ArrowLeft,
  ChevronDown,
  ChevronUp,
  CircleCheck,
  CircleSlash,
  LogOut,
  Mail,
  PenLine,
  RotateCcwKey,
  Send,
  StickyNote,
  Trash2,
} from 'lucide-react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import type { PendingRow } from '../../../shared/contract/registrations.ts';
import { ACTIONS } from '../../../shared/keys/actions.ts';
import { useActions, type Action } from '../../app/keys/actions.tsx';
import { activationWords } from '../../app/people/activation-words.ts';
import { targetOf } from '../../app/list/list-target.ts';
import { useOpenMail } from '../../app/mail/use-open-mail.ts';
import { useBlock } from '../../app/acts/use-block.ts';
import { signUpActions } from '../pending/use-pending-actions.ts';
import type { PendingActs } from '../pending/use-pending-acts.ts';
import { useSignUpBlocks } from '../pending/use-sign-up-blocks.ts';
import { useEndSessions } from '../users/use-end-sessions.ts';
import { resetBlock } from '../users/reset-block.ts';
import type { UserActs } from '../users/use-user-acts.ts';
import type { Neighbours } from './use-neighbours.ts';

interface PersonActionsOptions {
  readonly account: AccountDetail;
  readonly acts: UserActs;
  readonly signUpActs: PendingActs;
  /** Null for who has not only just signed up. */
  readonly stage: PendingRow['stage'] | null;
  readonly blocked: string | undefined;
}

/** Offers the page's keys and palette entries. */
export function usePersonActions(options: PersonActionsOptions): void {
  const { account, acts, signUpActs, stage, blocked } = options;
  const { id, state } = account;
  const { mailId } = account.mailVerdict;
  const openMail = useOpenMail();
  const target = targetOf(account);
  const about = target.label;
  const { verb } = activationWords(state);
  const { end } = useEndSessions();
  const writing = { group: 'Person', disabledReason: blocked };
  const deleteBlocked = useBlock('accounts.delete');
  const signUpBlocks = useSignUpBlocks(blocked);
  const accountActions: readonly Action[] = [
    state === 'active'
      ? {
          id: 'deactivate',
          ...writing,
          icon: CircleSlash,
          bar: 'deactivate',
          label: `Deactivate ${about}`,
          run: () => acts.deactivate(target),
        }
      : {
          id: 'activate',
          ...writing,
          icon: CircleCheck,
          bar: verb.toLowerCase(),
          label: `${verb} ${about}`,
          plainLabel: verb,
          run: () => acts.activate(target, state),
        },
    {
      id: 'reset',
      ...writing,
      disabledReason: blocked ?? resetBlock(state),
      icon: Send,
      bar: 'reset link',
      label: `Send ${about} a reset link…`,
      run: () => acts.open({ kind: 'reset', target }),
    },
    {
      id: 'renew',
      ...writing,
      icon: RotateCcwKey,
      label: `Require a new password from ${about}…`,
      run: () => acts.open({ kind: 'renew', target }),
    },
    {
      id: 'end-sessions',
      ...writing,
      icon: LogOut,
      label: `Sign ${about} out of the accounts site everywhere`,
      run: () => end(id, null),
    },
    {
      id: 'delete',
      ...writing,
      disabledReason: deleteBlocked,
      icon: Trash2,
      label: `Delete ${about}…`,
      run: () => acts.open({ kind: 'delete', target }),
    },
  ];
  const actions: readonly Action[] = [
    {
      id: 'edit',
      ...writing,
      // A sign-up has one key for correcting: of the address until it is confirmed, then of the rest.
      slot: stage === null ? undefined : 'change-email',
      keyless: stage === 'unconfirmed',
      plainLabel: ACTIONS.edit.label,
      icon: PenLine,
      bar: stage === 'unconfirmed' ? undefined : 'edit',
      label: `Edit ${about}…`,
      run: () => acts.open({ kind: 'edit', id, name: account.username }),
    },
    {
      id: 'note',
      ...writing,
      icon: StickyNote,
      bar: 'note',
      label: `Write a note on ${about}…`,
      run: () => acts.open({ kind: 'note', account, note: null }),
    },
    {
      id: 'person.mail',
      group: 'Person',
      icon: Mail,
      label: 'Open the newest mail',
      disabledReason: mailId === undefined ? 'No mail is kept of it.' : undefined,
      run: () => mailId !== undefined && void openMail(mailId),
    },
    ...(stage === null
      ? accountActions
      : signUpActions({ acts: signUpActs, target, stage, ...signUpBlocks }, 'Person')),
  ];
  useActions(actions);
}

/** Offers the ways from the page, also while the person is not there yet or any more. */
export function useWaysFromPage(neighbours: Neighbours, onBack: () => void): void {
  const moving = (way: (() => void) | undefined, reason: string) => ({
    group: 'Person',
    disabledReason: way ? undefined : reason,
    run: way ?? (() => {}),
  });
  const ways: readonly Action[] = [
    {
      id: 'person.next',
      icon: ChevronDown,
      bar: 'next',
      label: 'Next person of the list',
      ...moving(neighbours.goNext, 'There is no next person.'),
    },
    {
      id: 'person.previous',
      icon: ChevronUp,
      bar: 'previous',
      label: 'Previous person of the list',
      ...moving(neighbours.goPrevious, 'There is no previous person.'),
    },
  ];
  useActions([
    ...(neighbours.isOfList ? ways : []),
    {
      id: 'person.back',
      group: 'Person',
      icon: ArrowLeft,
      bar: 'back',
      label: 'Back to the list',
      run: onBack,
    },
  ]);
}
