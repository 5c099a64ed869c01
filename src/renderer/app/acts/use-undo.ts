import { useRef } from 'react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import { callError } from '../../query/call-error.ts';
import { useCommand } from '../../query/use-command.ts';
import { useToasts } from '../../ui/toast.tsx';
import type { KeepLate } from './late-outcomes.ts';
import { type LeftOut, withLeftOut } from '../people/left-out-dialog.tsx';
import { undoMessage, undoTitle, whatWasMissed, whoShares } from './undo-message.ts';
import { isAboutOneself } from './undo-of-oneself-dialog.tsx';
import type { DoneActs } from './use-done-acts.ts';

type Undone = OutputOf<'operations.undo'>;

interface UndoDialogs {
  readonly isLate: KeepLate;
  readonly setLeftOut: (leftOut: LeftOut) => void;
  /** Resolves to whether an undo that shuts oneself out is meant. */
  readonly askAboutOneself: () => Promise<boolean>;
}

/** Takes acts back by their operation, and tells what became of it. */
export function useUndo(done: DoneActs, { isLate, setLeftOut, askAboutOneself }: UndoDialogs) {
  const { show } = useToasts();
  const { run } = useCommand('operations.undo');
  const underWay = useRef(new Map<number, Promise<string | null>>());

  const tellUndone = (undone: Undone): void => {
    const missed = missedBy(undone);
    const isWhole = missed.count === 0 && undone.mailsGone === 0 && undone.failed === undefined;
    show({
      tone: isWhole ? 'ok' : 'warn',
      title: undoTitle(undone),
      timeoutMs: undone.failed === undefined ? undefined : 0,
      description: withLeftOut(undoMessage(undone), missed, setLeftOut),
    });
  };
  const takeBack = async (id: number) => {
    const rememberAgain = done.forget((act) => act.id === id);
    try {
      const undone = await run({ id }).catch(async (error: unknown) => {
        if (!isAboutOneself(error) || !(await askAboutOneself())) throw error;
        return run({ id, includeSelf: true });
      });
      if (!isLate((later) => later.tellUndone(undone))) tellUndone(undone);
      return undone.failed ?? undone.refused[0]?.reason ?? null;
    } catch (error) {
      const { code, message, advice } = callError(error).failure;
      if (isLate((later) => later.refuse(error))) return message;
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
      if (!isOver) rememberAgain(toast);
      return message;
    }
  };
  /** A second press takes nothing back that is being taken back. */
  const undo = (id: number): Promise<string | null> => {
    const known = underWay.current.get(id);
    if (known) return known;
    const begun = takeBack(id).finally(() => underWay.current.delete(id));
    underWay.current.set(id, begun);
    return begun;
  };
  return { undo, tellUndone, isUndoing: () => underWay.current.size > 0 };
}

/** Whom and what an undo did not reach, and who came back to an address of somebody else. */
function missedBy(undone: Undone): LeftOut {
  const { refused, refusedCount = refused.length } = undone;
  const stayed = { title: 'Not taken back', count: refusedCount, items: refused };
  const missed = whatWasMissed(stayed, undone);
  const sharing = whoShares(undone);
  if (missed.count === 0) return sharing;
  const items = [...missed.items, ...sharing.items];
  return { title: missed.title, count: missed.count + sharing.count, items };
}
