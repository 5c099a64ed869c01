import { useState } from 'react';

import type { PendingRow } from '../../../shared/contract/registrations.ts';
import { activationWords } from '../../app/people/activation-words.ts';
import { counted, isolated } from '../../app/counted.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { PLANNED_FROM } from '../../app/acts/plan-words.ts';
import { useAct } from '../../app/acts/use-act.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useOfProject } from '../../app/use-of-project.ts';
import { useCall } from '../../query/use-call.ts';
import { useToasts } from '../../ui/toast.tsx';

/** What the clipboard is asked to hold at once. */
const MOST_LINKS = 1_000;

/** Undefined for a selection of both stages. */
export type Stage = PendingRow['stage'] | undefined;

type PendingDialog =
  | { readonly kind: 'email'; readonly id: number; readonly start?: string | undefined }
  | { readonly kind: 'reject'; readonly target: ListTarget; readonly stage: Stage }
  | { readonly kind: 'delete'; readonly target: ListTarget }
  | { readonly kind: 'note'; readonly id: number; readonly username: string }
  | {
      readonly kind: 'plan';
      readonly act: 'activate' | 'resend' | 'extend';
      readonly target: ListTarget;
    }
  | { readonly kind: 'links'; readonly text: string }
  | { readonly kind: 'clean-up' };

export interface PendingActs {
  readonly activate: (target: ListTarget, stage: Stage) => void;
  readonly resend: (target: ListTarget) => void;
  readonly copyLinks: (target: ListTarget) => void;
  readonly open: (dialog: PendingDialog) => void;
  readonly dialog: PendingDialog | null;
  /** Closes the dialog that is open, and none that was opened in its place. */
  readonly close: () => void;
  /** Which act is under way. */
  readonly pending: 'activate' | 'resend' | null;
}

/** What can be done with sign-ups. @param onDone After an act on the target. */
export function usePendingActs(onDone: () => void): PendingActs {
  const [kept, setKept] = useKept<PendingDialog | null>('pending dialog', null);
  /** Whoever has the links may activate: they are not kept. They wait for a dialog that is open. */
  const [links, setLinks] = useState<PendingDialog | null>(null);
  const dialog = kept ?? links;
  const activate = useAct('registrations.activate');
  const resend = useAct('registrations.resend');
  const copyLinks = useCopyLinks((text) => setLinks({ kind: 'links', text }));
  const ofProject = useOfProject();
  /** Shows first what an act on many would do, or one that moves a sign-up date. */
  const doOrPlan = (act: 'activate' | 'resend', target: ListTarget, done: string) => {
    const { whom, count, name } = target;
    if (count >= PLANNED_FROM || (ofProject && act === 'resend')) {
      setKept({ kind: 'plan', act, target });
      return;
    }
    void { activate, resend }[act].run(whom, { done, name, count }).then((outcome) => {
      if (outcome) onDone();
    });
  };
  return {
    dialog,
    open: setKept,
    close: () => {
      setLinks((now) => (now === dialog ? null : now));
      setKept((now) => (now === dialog ? null : now));
    },
    copyLinks: (target) => void copyLinks(target),
    pending: activate.pending ? 'activate' : resend.pending ? 'resend' : null,
    activate: (target, stage) => doOrPlan('activate', target, activationWords(stage).done),
    resend: (target) => doOrPlan('resend', target, 'mailed again'),
  };
}

/** Puts the activation links on the clipboard, or hands them over to be copied by hand. */
function useCopyLinks(showInstead: (text: string) => void) {
  const ask = useCall();
  const acts = useActs();
  const { show } = useToasts();
  return async ({ ids, count, name }: ListTarget): Promise<void> => {
    if (count > MOST_LINKS) {
      show({
        tone: 'warn',
        title: `At most ${MOST_LINKS.toLocaleString('en-GB')} links are copied at once.`,
      });
      return;
    }
    try {
      const { links, skipped } = await ask('registrations.links', { ids: [...ids] });
      const [first] = links;
      if (first === undefined) {
        show({ tone: 'warn', title: 'No link was copied.', description: skipped[0]?.reason });
        return;
      }
      const text =
        links.length === 1
          ? first.url
          : links.map(({ username, url }) => `${username}\t${url}`).join('\n');
      const copied = await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      );
      if (!copied) showInstead(text);
      else if (name !== undefined) show({ tone: 'ok', title: 'The activation link was copied.' });
      else {
        const [left] = skipped;
        show({
          tone: left === undefined ? 'ok' : 'warn',
          title: `${links.length === 1 ? '1 link was' : `${counted(links.length, 'link')} were`} copied, one in each line.`,
          description:
            left &&
            `${counted(skipped.length, 'person', 'people')} left out. ${isolated(left.name)}: ${left.reason}`,
        });
      }
    } catch (error) {
      acts.refuse(error);
    }
  };
}
