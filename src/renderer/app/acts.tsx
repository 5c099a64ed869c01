import { useRouter } from '@tanstack/react-router';
import { createContext, use, useRef, useState, type ReactNode } from 'react';

import type { Outcome } from '../../shared/contract/operations.ts';
import { callError } from '../query/call-error.ts';
import { useCall } from '../query/use-call.ts';
import { LateRefusal } from '../query/use-command-form.ts';
import { useCommand } from '../query/use-command.ts';
import { Button } from '../ui/button.tsx';
import { type ToastMessage, useToasts } from '../ui/toast.tsx';
import { LeftOutDialog, type LeftOut } from './left-out-dialog.tsx';
import { OutcomeDetail } from './outcome-detail.tsx';
import { type ActWords, outcomeTitle } from './outcome-message.ts';
import { type DoneAct, UndoElsewhereDialog } from './undo-elsewhere-dialog.tsx';
import { isAboutOneself, UndoOfOneselfDialog } from './undo-of-oneself-dialog.tsx';
import { actOf, undoMessage, undoTitle, whatWasMissed } from './undo-message.ts';

/** What was done, for `z` and, unless the screen shows it itself, for a toast. */
interface Told {
  /** A sentence: "The site is saved." */
  readonly title: string;
  readonly description?: ReactNode;
  /** What is offered in place of the way back, which `z` still knows. */
  readonly action?: ToastMessage['action'];
  /** The operation, or what takes it back, with words where it could not; null for what changed nothing. */
  readonly undo: number | (() => Promise<unknown>) | null;
  readonly quiet?: boolean | undefined;
  /** What it speaks of, such as `delivery`: what was told of that before has stopped being true. */
  readonly about?: string | undefined;
  /** It can’t be taken back: `z` says so, and the toast offers nothing. */
  readonly isFinal?: boolean | undefined;
}

interface Acts {
  /** Tells what was done other than to accounts and offers the way back. */
  readonly tell: (told: Told) => void;
  /** Tells what became of an act and offers the way back. */
  readonly report: (outcome: Outcome, words: ActWords) => void;
  /** Tells why an act was refused. */
  readonly refuse: (thrown: unknown) => void;
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

/** @returns False when the newest act that is remembered is the one to take back. */
type OwnUndo = (newest: DoneAct | undefined) => boolean;

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
  const acts = useNewActs({
    setLeftOut,
    setElsewhere,
    askAboutOneself: async () => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      setOneself(() => resolve);
      return promise.finally(() => setOneself(null));
    },
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

function useNewActs({ setLeftOut, setElsewhere, askAboutOneself }: Dialogs): Acts {
  const { show, close } = useToasts();
  const { run } = useCommand('operations.undo');
  const ask = useCall();
  const router = useRouter();
  const done = useRef<readonly DoneAct[]>([]);
  /** The newest toast of each thing that toasts speak of. */
  const toastAbout = useRef(new Map<string, string>());
  const undoing = useRef(new Map<number, Promise<string | null>>());

  const refuse = (thrown: unknown) => {
    const { message, advice, fields = {} } = callError(thrown).failure;
    const [ofField] = Object.values(fields).flat();
    show({ tone: 'danger', title: message, description: advice ?? ofField });
  };
  const forget = (isGone: (act: DoneAct) => boolean) => {
    for (const { toast } of done.current.filter(isGone)) if (toast !== null) close(toast);
    done.current = done.current.filter((act) => !isGone(act));
  };
  const remember = (act: Pick<DoneAct, 'id' | 'title' | 'takeBack' | 'toast'>) => {
    const screen = router.state.location.pathname;
    done.current = [...done.current, { ...act, screen }];
  };
  const takeBack = async (id: number) => {
    const place = done.current.findIndex((act) => act.id === id);
    const act = done.current[place];
    forget((each) => each.id === id);
    try {
      const undone = await run({ id }).catch(async (error: unknown) => {
        if (!isAboutOneself(error) || !(await askAboutOneself())) throw error;
        return run({ id, includeSelf: true });
      });
      const { refused, refusedCount = refused.length, failed } = undone;
      const stayed = { title: 'Not taken back', count: refusedCount, items: refused };
      const missed = whatWasMissed(stayed, undone);
      const isWhole = missed.count === 0 && undone.mailsGone === 0 && failed === undefined;
      show({
        tone: isWhole ? 'ok' : 'warn',
        title: undoTitle(undone),
        timeoutMs: failed === undefined ? undefined : 0,
        description: withDetails(undoMessage(undone), missed.count, () => setLeftOut(missed)),
      });
      return failed ?? refused[0]?.reason ?? null;
    } catch (error) {
      const { code, message, advice } = callError(error).failure;
      const isOver =
        code === 'not-found' ||
        code === 'not-allowed' ||
        (code === 'conflict' && !isAboutOneself(error));
      const toast = show({
        tone: 'danger',
        title: message,
        description: advice,
        action: isOver ? undefined : { label: 'Try again', onClick: () => void undo(id) },
      });
      // It can still be taken back, such as when the database was busy: `z` knows it as before.
      if (!isOver && act) done.current = done.current.toSpliced(place, 0, { ...act, toast });
      return message;
    }
  };
  // A second press takes nothing back that is being taken back.
  const undo = (id: number): Promise<string | null> => {
    const underWay = undoing.current.get(id);
    if (underWay) return underWay;
    const begun = takeBack(id).finally(() => undoing.current.delete(id));
    undoing.current.set(id, begun);
    return begun;
  };
  const tell = (told: Told) => {
    const { title, description, undo: way, quiet, isFinal, action: other, about } = told;
    const undoIt =
      typeof way === 'number'
        ? () => void undo(way)
        : () => {
            forget((act) => act.takeBack === undoIt);
            way?.().then((otherwise) => {
              if (typeof otherwise === 'string') show({ tone: 'warn', title: otherwise });
              else show({ tone: 'ok', title: `Taken back: ${title}` });
            }, refuse);
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
    if (way !== null) remember({ id, title, takeBack: undoIt, toast });
  };
  const report = (outcome: Outcome, words: ActWords) => {
    const { operationId, skipped, skippedCount = skipped.length, failed } = outcome;
    const isPart = outcome.cancelled === true || failed !== undefined;
    const title = outcomeTitle(outcome, words);
    const keep = (toast: string | null) => {
      if (operationId === null) return;
      remember({ id: operationId, title, takeBack: () => void undo(operationId), toast });
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
          {withDetails(<OutcomeDetail outcome={outcome} />, missed.count, () => setLeftOut(missed))}
          {isPart && words.goOn && (
            <Button size="small" variant="quiet" onClick={words.goOn}>
              Go on
            </Button>
          )}
        </>
      ),
      action:
        operationId === null
          ? undefined
          : {
              label: isPart ? 'Undo those' : 'Undo',
              onClick: () => void undo(operationId),
            },
    });
    keep(toast);
  };
  /** For a window that was loaded anew: what it did before is in the log. */
  const undoLogged = async () => {
    const { operation } = await ask('operations.newestOwn', {});
    if (operation === null) {
      show({
        tone: 'neutral',
        title: 'There is nothing to take back since you signed in.',
        description: 'What was done before is in Audit.',
      });
      return;
    }
    const { id, undoBlocked } = operation;
    const title = `${actOf(operation)}.`;
    if (undoBlocked === null) {
      setElsewhere({ id, title, screen: null, toast: null, takeBack: () => void undo(id) });
    } else show({ tone: 'neutral', title: `Not taken back: ${title}`, description: undoBlocked });
  };
  const own = useRef<OwnUndo>(null);
  const [undoBy] = useState(() => (undo: OwnUndo | null) => {
    own.current = undo;
  });
  const undoNewest = () => {
    const newest = done.current.at(-1);
    if (own.current?.(newest) === true) return;
    if (newest === undefined) {
      // While one is being taken back the log still names it.
      if (undoing.current.size === 0) undoLogged().catch(refuse);
    } else if (newest.screen === router.state.location.pathname) newest.takeBack();
    else setElsewhere(newest);
  };

  return { tell, report, refuse, undo, undoNewest, undoBy };
}

function withDetails(text: ReactNode, count: number, onShow: () => void): ReactNode {
  if (count === 0) return text;
  return (
    <>
      {text}{' '}
      <Button size="small" variant="quiet" onClick={onShow}>
        Show the {count.toLocaleString('en-GB')}
      </Button>
    </>
  );
}
