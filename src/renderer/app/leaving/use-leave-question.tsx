import { useBlocker } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';

import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useAskBeforeClose } from './use-ask-before-close.ts';

interface Unsaved {
  /** What is written there, as the beginning of a sentence: "The note on anna". */
  readonly what: string;
  /** Whether anything else is typed than what is stored. */
  readonly changed: boolean;
  /**
   * None where saving would also mail or act.
   *
   * @returns Whether it is saved. If not, the form says why.
   */
  readonly save?: (() => Promise<boolean>) | undefined;
  /** A question of the form's own stands before the save: this one makes room for it. */
  readonly asksFirst?: boolean | undefined;
  /** Why it can't be saved as it is. */
  readonly cannotSave?: string | undefined;
  readonly discard: () => void;
  /** Addresses that begin so mark it as unsaved; it stays typed when its page is left. */
  readonly keptWithin?: string | undefined;
}

interface LeaveQuestion {
  /** To be shown within the form. */
  readonly question: ReactNode;
  /** Leaves at once, or asks first when something is unsaved. */
  readonly ask: (leave: () => void) => void;
}

/**
 * Asks what shall become of what is typed in a form before its page is left, by whatever way: a
 * link, a key, the palette, the way back, or the window's end, where the browser or the host asks.
 */
export function useLeaveQuestion(unsaved: Unsaved): LeaveQuestion {
  const { changed, keptWithin } = unsaved;
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      next.pathname !== current.pathname &&
      (keptWithin === undefined || !next.pathname.startsWith(keptWithin)),
    enableBeforeUnload: false,
    disabled: !changed,
    withResolver: true,
  });
  useAskBeforeClose(changed);
  const isBlocked = blocker.status === 'blocked';
  return {
    question: (isBlocked || leave !== null) && (
      <LeaveDialog
        {...unsaved}
        onLeave={() => {
          setLeave(null);
          leave?.();
          blocker.proceed?.();
        }}
        onStay={() => {
          setLeave(null);
          blocker.reset?.();
        }}
      />
    ),
    ask: (next) => {
      if (changed) setLeave(() => next);
      else next();
    },
  };
}

interface LeaveDialogProps extends Unsaved {
  readonly onLeave: () => void;
  readonly onStay: () => void;
}

function LeaveDialog(props: LeaveDialogProps) {
  const { what, save, asksFirst = false, cannotSave, discard, keptWithin, onLeave, onStay } = props;
  const [isSaving, setSaving] = useState(false);
  const [hasMadeRoom, setMadeRoom] = useState(false);
  if (asksFirst && !hasMadeRoom) setMadeRoom(true);
  const busy = isSaving ? 'It is being saved.' : undefined;
  const first = useRef<HTMLButtonElement>(null);
  const saveAndLeave = async () => {
    setSaving(true);
    if (await save?.()) onLeave();
    else onStay();
  };
  return (
    <Dialog
      open={!hasMadeRoom}
      onOpenChange={onStay}
      size="small"
      title={`${what} is not saved.`}
      description={
        keptWithin === undefined
          ? 'If you leave without saving, what you typed is lost.'
          : 'Kept, it stays typed until you sign out or the window is closed. The sidebar marks it as unsaved.'
      }
      initialFocus={first}
      footer={
        <>
          <Button ref={save ? undefined : first} disabledReason={busy} onClick={onStay}>
            Stay
          </Button>
          <Button
            variant="danger"
            disabledReason={busy}
            onClick={() => {
              discard();
              onLeave();
            }}
          >
            Discard
          </Button>
          {keptWithin !== undefined && (
            <Button disabledReason={busy} onClick={onLeave}>
              Keep for later
            </Button>
          )}
          {save && (
            <Button
              ref={first}
              variant="primary"
              pending={isSaving}
              disabledReason={cannotSave}
              onClick={() => void saveAndLeave()}
            >
              Save
            </Button>
          )}
        </>
      }
    />
  );
}
