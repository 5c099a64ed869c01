import { useEffect, useEffectEvent, useRef } from 'react';

import { isBareSign, isChord, isModifier } from '../../../shared/keys/key-press.ts';
import { isTextEntry } from '../../ui/is-text-entry.ts';
import { inCatalogue, useActionStore, withKeys, type Action } from './actions.tsx';
import { useKeymap } from './keymap.tsx';
import { isCovered, useActionRunner } from './use-action-runner.ts';

/** How long after the first key of two the second still belongs to it. */
const SEQUENCE_MS = 1_500;

/**
 * Runs the action whose keys are pressed, anywhere in the window but in text and in overlays; locking
 * works there too.
 *
 * @param letterKeys False leaves only keys with a modifier and named keys.
 */
export function useActionKeys(letterKeys: boolean): void {
  const store = useActionStore();
  const keymap = useKeymap();
  const start = useActionRunner();
  const begun = useRef<{ chord: string; at: number }>(undefined);

  const run = (event: KeyboardEvent, action: Action) => {
    event.preventDefault();
    event.stopPropagation();
    start(action);
  };
  const listening = (event: KeyboardEvent) =>
    !event.defaultPrevented && !event.isComposing && !event.repeat;
  /** Every key that counts now, with its action. */
  const usable = (event: KeyboardEvent) => {
    const covered = isCovered();
    return store
      .all()
      .flatMap((action) => {
        const keys = new Set([withKeys(action, keymap).keys, inCatalogue(action)?.always]);
        return [...keys].flatMap((each) => (each ? [{ keys: each, action }] : []));
      })
      .filter(
        ({ keys, action }) =>
          (letterKeys || !isBareSign(keys)) &&
          (action.run !== undefined || isForGridFromOutside(action, keys, event)) &&
          (!isTextEntry(event.target) || keys.startsWith('Mod+')) &&
          (!covered || inCatalogue(action)?.overall === true),
      );
  };

  /** The second key of two, before anything on the screen takes it for a command of its own. */
  const onCapture = useEffectEvent((event: KeyboardEvent) => {
    if (isModifier(event)) return;
    const first = begun.current;
    begun.current = undefined;
    if (!first || event.timeStamp - first.at > SEQUENCE_MS || !listening(event)) return;
    const found = usable(event).find(({ keys }) => {
      const [one, two] = keys.split(' ');
      return one === first.chord && two !== undefined && isChord(two, event);
    });
    if (found) run(event, found.action);
  });

  const onBubble = useEffectEvent((event: KeyboardEvent) => {
    if (!listening(event)) return;
    const all = usable(event);
    const found = all.find(({ keys }) => !keys.includes(' ') && isChord(keys, event));
    if (found) {
      run(event, found.action);
      return;
    }
    const sequence = all.find(({ keys }) => isChord(keys.split(' ')[0] ?? '', event));
    if (sequence) {
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

/** A letter that leads through the list, pressed beside it, such as on a tab of what is opened. */
function isForGridFromOutside(action: Action, keys: string, { target }: KeyboardEvent): boolean {
  const isInside = target instanceof Element && target.closest('[role="grid"]') !== null;
  return inCatalogue(action)?.grid !== undefined && isBareSign(keys) && !isInside;
}
