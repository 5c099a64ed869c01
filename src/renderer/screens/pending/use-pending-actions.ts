import {
  CalendarPlus,
  Check,
  Copy,
  Eraser,
  GalleryVerticalEnd,
  MailPlus,
  PenLine,
  StickyNote,
  Trash2,
  UserRoundX,
} from 'lucide-react';

import { useActions, type Action } from '../../app/keys/actions.tsx';
import { activationWords } from '../../app/people/activation-words.ts';
import { actionsOfGrid, closePanelAction } from '../../app/list/list-actions.ts';
import { limitsOf, type ListTarget, nobodyIn } from '../../app/list/list-target.ts';
import { linkBlock } from './link-block.ts';
import type { PendingActs, Stage } from './use-pending-acts.ts';
import { type SignUpBlocks, useSignUpBlocks } from './use-sign-up-blocks.ts';

interface PendingActionsOptions extends Pick<
  SignUpActionsOptions,
  'acts' | 'target' | 'stage' | 'blocked'
> {
  /** How many are listed; undefined while that is unknown. */
  readonly total: number | undefined;
  /** A selection that is on its way. */
  readonly coming: Promise<boolean> | null;
  readonly cleanUpBlocked: string | undefined;
  readonly openTriage: () => void;
  /** Undefined while no panel is open. */
  readonly closePanel: (() => void) | undefined;
}

/** Offers the screen's keys and palette entries; each says whom it is about. */
export function usePendingActions(options: PendingActionsOptions): void {
  const { acts, target, blocked, cleanUpBlocked, closePanel } = options;
  const { single, many } = limitsOf(target);
  const blocks = useSignUpBlocks(blocked);
  const actions: readonly Action[] = [
    ...signUpActions({ ...options, ...blocks }, 'Pending'),
    {
      id: 'note',
      group: 'Pending',
      disabledReason: blocked ?? many,
      icon: StickyNote,
      bar: 'note',
      label: `Write a note on ${target?.label ?? ''}…`,
      run: () => {
        if (single === undefined) return;
        acts.open({ kind: 'note', id: single, username: target?.name ?? `#${single}` });
      },
    },
    {
      id: 'triage',
      group: 'Pending',
      icon: GalleryVerticalEnd,
      bar: 'one by one',
      disabledReason: nobodyIn(options.total),
      label: 'Go through them one by one',
      run: options.openTriage,
    },
    {
      id: 'clean-up',
      group: 'Pending',
      disabledReason: cleanUpBlocked,
      icon: Eraser,
      label: 'Clean up ended sign-ups…',
      run: () => acts.open({ kind: 'clean-up' }),
    },
    ...actionsOfGrid('pending', options.total),
    ...closePanelAction('Pending', closePanel),
  ];
  useActions(actions, options.coming);
}

interface SignUpActionsOptions extends SignUpBlocks {
  readonly acts: PendingActs;
  readonly target: ListTarget | null;
  readonly stage: Stage;
}

/** What can be done with sign-ups, by the same keys wherever they are. */
export function signUpActions(options: SignUpActionsOptions, group: string): readonly Action[] {
  const { acts, target, stage, blocked, removeBlocked, linksBlocked } = options;
  const { verb } = activationWords(stage);
  const about = target?.label ?? '';
  const { single, none, many } = limitsOf(target);
  const writing = { group, disabledReason: blocked ?? none };
  const removing = { group, disabledReason: removeBlocked ?? none };
  const linking = none ?? linkBlock(stage);
  const on = (run: (target: ListTarget) => void) => () => {
    if (target) run(target);
  };
  return [
    {
      id: 'activate',
      ...writing,
      icon: Check,
      bar: verb.toLowerCase(),
      label: `${verb} ${about}`,
      plainLabel: verb,
      run: on((chosen) => acts.activate(chosen, stage)),
    },
    {
      id: 'resend',
      ...writing,
      disabledReason: blocked ?? linking,
      icon: MailPlus,
      bar: 'mail again',
      label: `Send a new activation mail to ${about}`,
      run: on(acts.resend),
    },
    {
      id: 'copy-link',
      group,
      disabledReason: linksBlocked ?? linking,
      icon: Copy,
      bar: 'copy link',
      label: `Copy the activation link of ${about}`,
      run: on(acts.copyLinks),
    },
    {
      id: 'change-email',
      ...writing,
      disabledReason: linking ?? blocked ?? many,
      icon: PenLine,
      bar: 'correct',
      label: `Correct the address of ${about} and mail again`,
      run: () => single !== undefined && acts.open({ kind: 'email', id: single }),
    },
    {
      id: 'reject',
      ...removing,
      icon: UserRoundX,
      bar: 'reject',
      label: `Reject ${about}…`,
      run: on((chosen) => acts.open({ kind: 'reject', target: chosen, stage })),
    },
    {
      id: 'extend',
      ...writing,
      disabledReason: blocked ?? linking,
      icon: CalendarPlus,
      label: `Give ${about} more time…`,
      run: on((chosen) => acts.open({ kind: 'plan', act: 'extend', target: chosen })),
    },
    {
      id: 'delete',
      ...removing,
      icon: Trash2,
      label: `Delete ${about}…`,
      run: on((chosen) => acts.open({ kind: 'delete', target: chosen })),
    },
  ];
}
