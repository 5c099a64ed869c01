import { createContext, use, useRef, useState, type ReactNode } from 'react';

import type { Outcome } from '../../../shared/contract/operations.ts';
import { callError } from '../../query/call-error.ts';
import { LateRefusal } from '../../query/use-command-form.ts';
import { Button } from '../../ui/button.tsx';
import { useToasts } from '../../ui/toast.tsx';
import { LeftOutDialog, type LeftOut, withLeftOut } from '../people/left-out-dialog.tsx';
import { type KeepLate, type LateActs, useLateOutcomes, useToldLate } from './late-outcomes.ts';
import { OutcomeDetail } from './outcome-detail.tsx';
import { type ActWords, notDone, outcomeTitle } from './outcome-message.ts';
import type { Told } from './told.ts';
import { UndoElsewhereDialog } from './undo-elsewhere-dialog.tsx';
import { whatWasMissed } from './undo-message.ts';
import { UndoOfOneselfDialog } from './undo-of-oneself-dialog.tsx';
import { type DoneAct, useDoneActs } from './use-done-acts.ts';
import { useOnLeaving } from '../leaving/use-on-leaving.ts';
import { type OwnUndo, useUndoNewest } from './use-undo-newest.ts';
import { useUndo } from './use-undo.ts';

interface Acts {
  /** Tells what was done other than to accounts and offers the way back. */
  readonly tell: (told: Told) => void;
  /** Tells what became of an act and offers the way back. */
  readonly report: (outcome: Outcome, words: ActWords) => void;
  /** Tells why an act was refused, whom it was for, and offers to do it again where that may help. */
  readonly refuse: (thrown: unknown, act?: ActWords & { readonly again: () => void }) => void;
  /** Resolves to why the first one was not taken back, or null when all was. */
  readonly undo: (operationId: number) => Promise<string | null>;
  /**
   * Takes back the newest act of this window that has not been taken back yet; asks first when it
   * was done on another screen. A window that remembers none asks the log for the newest of this
   * sign-in, and then whoever presses.
   */
  readonly undoNewest: () => void;
  /** A screen that knows better what its newest act was; null when it leaves. */
  readonly undoBy: (undo: OwnUndo | null) => void;
}

const ActsContext = createContext<Acts | undefined>(undefined);

export function useActs(): Acts {
  const acts = use(ActsContext);
  if (acts === undefined) throw new Error('useActs needs an ActsProvider above it.');
  return acts;
}

/** Remembers the acts of this window for `z`, and tells each outcome in a toast. */
export function ActsProvider({ children }: { readonly children: ReactNode }) {
  const [leftOut, setLeftOut] = useState<LeftOut | null>(null);
  const [elsewhere, setElsewhere] = useState<DoneAct | null>(null);
  const [oneself, setOneself] = useState<((isMeant: boolean) => void) | null>(null);
  const acts = useToldActs({
    setLeftOut,
    setElsewhere,
    askAboutOneself: async () => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      setOneself(() => resolve);
      return promise.finally(() => setOneself(null));
    },
  });
  // A question that stands over a screen means that one: it ends with it.
  useOnLeaving(() => {
    setLeftOut(null);
    setElsewhere(null);
    oneself?.(false);
  });
  return (
    <ActsContext value={acts}>
      <LateRefusal value={acts.refuse}>{children}</LateRefusal>
      {leftOut !== null && <LeftOutDialog leftOut={leftOut} onClose={() => setLeftOut(null)} />}
      {oneself !== null && <UndoOfOneselfDialog onDecide={oneself} />}
      {elsewhere !== null && (
        <UndoElsewhereDialog act={elsewhere} onClose={() => setElsewhere(null)} />
      )}
    </ActsContext>
  );
}

interface Dialogs {
  readonly setLeftOut: (leftOut: LeftOut) => void;
  readonly setElsewhere: (act: DoneAct) => void;
  /** Resolves to whether an undo that shuts oneself out is meant. */
  readonly askAboutOneself: () => Promise<boolean>;
}

/** Acts whose outcomes are told also when they come behind the lock. */
function useToldActs(dialogs: Dialogs): Acts {
  const isLate = useLateOutcomes();
  const { tellUndone, tellBack, ...now } = useNewActs({ ...dialogs, isLate });
  useToldLate({ ...now, tellUndone, tellBack });
  // What a late one would do again is gone with its screen.
  return {
    ...now,
    tell(told) {
      const asked = { ...told, quiet: false };
      if (!isLate((later) => later.tell(asked))) now.tell(told);
    },
    report(outcome, words) {
      const asked = { ...words, goOn: undefined, quiet: false };
      if (!isLate((later) => later.report(outcome, asked))) now.report(outcome, words);
    },
    refuse(thrown, act) {
      if (!isLate((later) => later.refuse(thrown))) now.refuse(thrown, act);
    },
  };
}

function useNewActs({
  isLate,
  setLeftOut,
  setElsewhere,
  askAboutOneself,
}: Dialogs & { readonly isLate: KeepLate }): Acts & Pick<LateActs, 'tellUndone' | 'tellBack'> {
  const { show, close } = useToasts();
  const done = useDoneActs();
  const { undo, tellUndone, isUndoing } = useUndo(done, { isLate, setLeftOut, askAboutOneself });
  /** The newest toast of each thing that toasts speak of. */
  const toastAbout = useRef(new Map<string, string>());

  const refuse: Acts['refuse'] = (thrown, act) => {
    const { message, advice, fields = {}, repeatable } = callError(thrown).failure;
    const [ofField] = Object.values(fields).flat();
    const again = repeatable ? act?.again : undefined;
    show({
      tone: 'danger',
      title: message,
      description: act && again ? notDone(act) : (advice ?? ofField),
      action: again && { label: 'Try again', onClick: again },
    });
  };
  const tellBack: LateActs['tellBack'] = (title, otherwise) => {
    if (typeof otherwise === 'string') show({ tone: 'warn', title: otherwise });
    else show({ tone: 'ok', title: `Taken back: ${title}` });
  };
  const tell = (told: Told) => {
    const { title, description, undo: way, quiet, isFinal, action: other, about } = told;
    const undoIt =
      typeof way === 'number'
        ? () => void undo(way)
        : () => {
            done.forget((act) => act.takeBack === undoIt);
            way?.().then(
              (otherwise) => {
                if (!isLate((later) => later.tellBack(title, otherwise)))
                  tellBack(title, otherwise);
              },
              (error) => {
                if (!isLate((later) => later.refuse(error))) refuse(error);
              },
            );
          };
    const back = way === null || isFinal ? undefined : { label: 'Undo', onClick: undoIt };
    const action = other ?? back;
    const toast = quiet ? null : show({ tone: 'ok', title, description, action });
    if (about !== undefined) {
      const before = toastAbout.current.get(about);
      if (before !== undefined) close(before);
      if (toast !== null) toastAbout.current.set(about, toast);
    }
    const id = typeof way === 'number' ? way : null;
    if (way !== null) done.remember({ id, title, takeBack: undoIt, toast });
  };
  const report = (outcome: Outcome, words: ActWords) => {
    const { operationId, skipped, skippedCount = skipped.length, failed } = outcome;
    const isPart = outcome.cancelled === true || failed !== undefined;
    const title = outcomeTitle(outcome, words);
    const keep = (toast: string | null) => {
      if (operationId === null || words.isFinal) return;
      done.remember({ id: operationId, title, takeBack: () => void undo(operationId), toast });
    };
    const stayed = { title: 'Skipped', count: skippedCount, items: skipped };
    const missed = whatWasMissed(stayed, outcome);
    if (words.quiet === true && operationId !== null && missed.count === 0 && !isPart) {
      keep(null);
      return;
    }
    const toast = show({
      tone: outcome.done === 0 || missed.count > 0 || failed !== undefined ? 'warn' : 'ok',
      title,
      timeoutMs: isPart ? 0 : undefined,
      description: (
        <>
          {withLeftOut(<OutcomeDetail outcome={outcome} />, missed, setLeftOut)}
          {isPart && words.goOn && (
            <Button size="small" variant="quiet" onClick={words.goOn}>
              Go on
            </Button>
          )}
        </>
      ),
      action:
        operationId === null || words.isFinal
          ? undefined
          : {
              label: isPart ? 'Undo those' : 'Undo',
              onClick: () => void undo(operationId),
            },
    });
    keep(toast);
  };
  const newest = useUndoNewest({ done, undo, isUndoing, setElsewhere, refuse });
  return { tell, report, refuse, undo, tellUndone, tellBack, ...newest };
}
