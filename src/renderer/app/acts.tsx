import { createContext, use, useRef, useState, type ReactNode } from 'react';

import type { OutputOf } from '../../shared/contract/index.ts';
import type { Outcome } from '../../shared/contract/operations.ts';
import { callError } from '../query/call-error.ts';
import { useCommand } from '../query/use-command.ts';
import { Button } from '../ui/button.tsx';
import { useToasts } from '../ui/toast.tsx';
import { counted, isolated } from './counted.ts';
import { undoMessage } from './undo-message.ts';
import { LeftOutDialog, type LeftOut } from './left-out-dialog.tsx';

/** What an act is called in the sentence that tells its outcome. */
export interface ActWords {
  /** "activated" */
  readonly done: string;
  /** The person, when it was about one. */
  readonly name?: string | undefined;
  /** What is counted, when it is no people: "session". */
  readonly unit?: string | undefined;
  /** Where the screen itself shows what was done: then only what went otherwise is told. */
  readonly quiet?: boolean | undefined;
  /** How many it was begun for. */
  readonly count?: number | undefined;
  /** Does the rest, after somebody has stopped it. */
  readonly goOn?: (() => void) | undefined;
}

interface Acts {
  /** Tells what became of an act and offers the way back. */
  readonly report: (outcome: Outcome, words: ActWords) => void;
  /** Tells why an act was refused. */
  readonly refuse: (thrown: unknown) => void;
  /** Resolves to why the first one was not taken back, or null when all was. */
  readonly undo: (operationId: number) => Promise<string | null>;
  /** Takes back the newest act of this console that has not been taken back yet. */
  readonly undoNewest: () => void;
  /** A screen that knows better what its newest act was; null when it leaves. */
  readonly undoBy: (undo: (() => void) | null) => void;
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
  const acts = useNewActs(setLeftOut);
  return (
    <ActsContext value={acts}>
      {children}
      {leftOut !== null && <LeftOutDialog leftOut={leftOut} onClose={() => setLeftOut(null)} />}
    </ActsContext>
  );
}

function useNewActs(setLeftOut: (leftOut: LeftOut) => void): Acts {
  const { show, close } = useToasts();
  const { run } = useCommand('operations.undo');
  const done = useRef<readonly { readonly id: number; readonly toast: string }[]>([]);

  const refuse = (thrown: unknown) => {
    const { message, advice } = callError(thrown).failure;
    show({ tone: 'danger', title: message, description: advice });
  };
  const undo = async (id: number) => {
    for (const { toast } of done.current.filter((act) => act.id === id)) close(toast);
    done.current = done.current.filter((act) => act.id !== id);
    try {
      const undone = await run({ id });
      const { refused, refusedCount = refused.length, failed } = undone;
      const details = () =>
        setLeftOut({ title: 'Not taken back', count: refusedCount, items: refused });
      const description = undoMessage(undone);
      show({
        tone:
          refused.length === 0 && undone.mailsGone === 0 && failed === undefined ? 'ok' : 'warn',
        title: undoTitle(undone),
        timeoutMs: failed === undefined ? undefined : 0,
        description: withDetails(description, refusedCount, details),
      });
      return failed ?? refused[0]?.reason ?? null;
    } catch (error) {
      const { code, message, advice } = callError(error).failure;
      const isOver = code === 'conflict' || code === 'not-found' || code === 'not-allowed';
      const toast = show({
        tone: 'danger',
        title: message,
        description: advice,
        action: isOver ? undefined : { label: 'Try again', onClick: () => void undo(id) },
      });
      // It can still be taken back, such as when the database was busy: `z` knows it as before.
      if (!isOver) done.current = [...done.current, { id, toast }].toSorted((a, b) => a.id - b.id);
      return message;
    }
  };
  const report = (outcome: Outcome, words: ActWords) => {
    const { operationId, skipped, skippedCount = skipped.length, failed } = outcome;
    const isPart = outcome.cancelled === true || failed !== undefined;
    if (words.quiet === true && operationId !== null && skipped.length === 0 && !isPart) {
      done.current = [...done.current, { id: operationId, toast: '' }];
      return;
    }
    const details = () => setLeftOut({ title: 'Skipped', count: skippedCount, items: skipped });
    const toast = show({
      tone: outcome.done === 0 || skipped.length > 0 || failed !== undefined ? 'warn' : 'ok',
      title: outcomeTitle(outcome, words),
      timeoutMs: isPart ? 0 : undefined,
      description: (
        <>
          {withDetails(description(outcome), skippedCount, details)}
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
    if (operationId !== null) done.current = [...done.current, { id: operationId, toast }];
  };
  const own = useRef<(() => void) | null>(null);
  const [undoBy] = useState(() => (undo: (() => void) | null) => {
    own.current = undo;
  });
  const undoNewest = () => {
    if (own.current !== null) {
      own.current();
      return;
    }
    const newest = done.current.at(-1);
    if (newest) void undo(newest.id);
    else show({ tone: 'neutral', title: 'There is nothing of this window to take back.' });
  };

  return { report, refuse, undo, undoNewest, undoBy };
}

/** "498 activated, 2 skipped." */
function outcomeTitle(
  { done, skipped, skippedCount = skipped.length, cancelled = false, failed }: Outcome,
  { done: verb, name, unit, count }: ActWords,
): string {
  const [first] = skipped;
  if (cancelled || failed !== undefined) {
    const all = count === undefined ? '' : ` of ${count.toLocaleString('en-GB')}`;
    return `Stopped: ${done.toLocaleString('en-GB')}${all} ${verb}.`;
  }
  if (done === 0 && skipped.length === 1 && first) {
    return `Nothing was changed for ${isolated(first.name)}. ${first.reason}`;
  }
  if (done === 0) return 'Nothing was changed.';
  const number = unit === undefined ? done.toLocaleString('en-GB') : counted(done, unit);
  const subject = done === 1 && name !== undefined ? isolated(name) : number;
  const rest = skippedCount === 0 ? '' : `, ${skippedCount.toLocaleString('en-GB')} skipped`;
  return `${subject} ${verb}${rest}.`;
}

/** Why it went no further, and how many mails will leave. */
function description({ mailsQueued, failed }: Outcome): string | undefined {
  if (mailsQueued === 0) return failed;
  const mails = `${counted(mailsQueued, 'mail')} will leave in a moment.`;
  return failed === undefined ? mails : `${failed} ${mails}`;
}

function undoTitle({ undone, failed }: OutputOf<'operations.undo'>): string {
  if (undone === 0) return 'Nothing was taken back.';
  return failed === undefined ? 'Taken back.' : 'Taken back in part.';
}

function withDetails(text: string | undefined, count: number, onShow: () => void): ReactNode {
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
