import { useEffect, useEffectEvent, useRef } from 'react';

import { isTextEntry } from '../ui/is-text-entry.ts';
import { useToasts } from '../ui/toast.tsx';
import { useActionStore, type Action } from './actions.tsx';
import { isBareSign, isChord } from './key-press.ts';

/** How long after the first key of two the second still belongs to it. */
const SEQUENCE_MS = 1_500;
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Toasts are dialogs too, but they stand in nobody's way. */
function isCovered(): boolean {
  return [...document.querySelectorAll(OVERLAYS)].some(
    (overlay) => overlay.closest('[role="region"]') === null,
  );
}

/**
 * Runs the action whose keys are pressed, anywhere in the window but in text and in overlays.
 *
 * @param letterKeys False leaves only keys with a modifier and named keys.
 */
export function useActionKeys(letterKeys: boolean): void {
  const store = useActionStore();
  const { show } = useToasts();
  const begun = useRef<{ chord: string; at: number }>(undefined);

  const start = (action: Action) => {
    if (action.disabledReason === undefined) action.run?.();
    else show({ tone: 'neutral', title: action.disabledReason });
  };
  const run = (event: KeyboardEvent, action: Action) => {
    event.preventDefault();
    event.stopPropagation();
    if (action.waits === undefined) start(action);
    else {
      void action.waits.then((hasCome) => {
        const now = hasCome && store.all().find(({ id }) => id === action.id);
        if (now) start(now);
      });
    }
  };
  const listening = (event: KeyboardEvent) =>
    !event.defaultPrevented && !event.isComposing && !event.repeat && !isCovered();
  const usable = (event: KeyboardEvent) =>
    store
      .all()
      .filter(
        ({ keys, run }) =>
          keys !== undefined &&
          run !== undefined &&
          (letterKeys || !isBareSign(keys)) &&
          (!isTextEntry(event.target) || keys.startsWith('Mod+')),
      );

  /** The second key of two, before anything on the screen takes it for a command of its own. */
  const onCapture = useEffectEvent((event: KeyboardEvent) => {
    const first = begun.current;
    begun.current = undefined;
    if (!first || event.timeStamp - first.at > SEQUENCE_MS || !listening(event)) return;
    const action = usable(event).find(({ keys = '' }) => {
      const [one, two] = keys.split(' ');
      return one === first.chord && two !== undefined && isChord(two, event);
    });
    if (action) run(event, action);
  });

  const onBubble = useEffectEvent((event: KeyboardEvent) => {
    if (!listening(event)) return;
    const actions = usable(event);
    const action = actions.find(({ keys = '' }) => !keys.includes(' ') && isChord(keys, event));
    if (action) {
      run(event, action);
      return;
    }
    const sequence = actions.find(({ keys = '' }) => isChord(keys.split(' ')[0] ?? '', event));
    if (sequence?.keys) {
      begun.current = { chord: sequence.keys.split(' ')[0] ?? '', at: event.timeStamp };
    }
  });

  useEffect(() => {
    const capture = (event: KeyboardEvent) => onCapture(event);
    const bubble = (event: KeyboardEvent) => onBubble(event);
    window.addEventListener('keydown', capture, { capture: true });
    window.addEventListener('keydown', bubble);
    return () => {
      window.removeEventListener('keydown', capture, { capture: true });
      window.removeEventListener('keydown', bubble);
    };
  }, []);
}
