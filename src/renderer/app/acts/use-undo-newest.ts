import { useRouter } from '@tanstack/react-router';
import { useRef, useState } from 'react';

import { useCall } from '../../query/use-call.ts';
import { useToasts } from '../../ui/toast.tsx';
import { actOf } from './undo-message.ts';
import type { DoneAct, DoneActs } from './use-done-acts.ts';
import type { useUndo } from './use-undo.ts';

/** @returns False when the newest act that is remembered is the one to take back. */
export type OwnUndo = (newest: DoneAct | undefined) => boolean;

interface NewestUndo extends Pick<ReturnType<typeof useUndo>, 'undo' | 'isUndoing'> {
  readonly done: DoneActs;
  readonly setElsewhere: (act: DoneAct) => void;
  readonly refuse: (thrown: unknown) => void;
}

/** What `z` does: it takes back the newest act, of a screen's own, of this window or of the log. */
export function useUndoNewest({ done, undo, isUndoing, setElsewhere, refuse }: NewestUndo) {
  const { show } = useToasts();
  const ask = useCall();
  const router = useRouter();
  const own = useRef<OwnUndo>(null);
  const [undoBy] = useState(() => (undo: OwnUndo | null) => {
    own.current = undo;
  });

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
  const undoNewest = () => {
    const newest = done.newest();
    if (own.current?.(newest) === true) return;
    if (newest === undefined) {
      // While one is being taken back the log still names it.
      if (!isUndoing()) undoLogged().catch(refuse);
    } else if (newest.screen === router.state.location.pathname) newest.takeBack();
    else setElsewhere(newest);
  };
  return { undoNewest, undoBy };
}
