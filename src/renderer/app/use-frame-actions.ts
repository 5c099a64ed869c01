import { useMatches } from '@tanstack/react-router';
import { FlaskConical, Keyboard, Lock, LogOut, Search, Undo2, Zap } from 'lucide-react';

import { useActions } from './keys/actions.tsx';
import { useActs } from './acts/acts.tsx';
import { useGoAway } from './leaving/going-away.ts';
import { leaveFrame } from './leaving/leave-frame.ts';
import { usePlaceActions } from './keys/use-place-actions.ts';
import { useViewActions } from './people/use-saved-views.ts';
import { useTestSignUp } from './acts/use-test-sign-up.tsx';

/** What the frame offers on every screen. */
export function useFrameActions(open: {
  readonly openPalette: () => void;
  readonly openActs: () => void;
  readonly openKeys: () => void;
}): void {
  const acts = useActs();
  const goAway = useGoAway();
  const here = 'Console';
  const views = useViewActions();
  const places = usePlaceActions();
  const test = useTestSignUp();
  const hasSearch = useMatches({
    select: (matches) => matches.some(({ staticData }) => staticData.hasSearch),
  });
  useActions([
    ...[...views, ...places].map((place) => ({
      ...place,
      run: () => {
        leaveFrame();
        place.run?.();
      },
    })),
    {
      id: 'search',
      group: here,
      label: hasSearch ? 'Search this list' : 'Search everything',
      plainLabel: hasSearch ? 'Search this list' : 'Search everything',
      icon: Search,
      bar: hasSearch ? 'search' : undefined,
      run: () => {
        if (!focusSearch()) open.openPalette();
      },
    },
    {
      id: 'undo',
      group: here,
      label: 'Take back your newest act',
      icon: Undo2,
      bar: 'undo',
      run: acts.undoNewest,
    },
    {
      id: 'palette',
      group: here,
      label: 'Search or command',
      run: open.openPalette,
    },
    {
      id: 'acts',
      group: here,
      label: 'All acts on what is selected',
      icon: Zap,
      bar: 'acts',
      run: open.openActs,
    },
    {
      id: 'keys',
      group: here,
      label: 'All keys',
      keywords: 'help keyboard shortcuts',
      icon: Keyboard,
      run: open.openKeys,
    },
    {
      id: 'test-sign-up',
      group: here,
      label: 'Make a test sign-up',
      keywords: 'try applicant register rehearse',
      icon: FlaskConical,
      disabledReason: test.blocked ?? (test.pending ? 'One is being made.' : undefined),
      run: test.make,
    },
    {
      id: 'lock',
      group: here,
      label: 'Lock the console',
      keywords: 'screen idle away',
      icon: Lock,
      run: () => goAway('session.lock'),
    },
    {
      id: 'sign-out',
      group: here,
      label: 'Sign out',
      keywords: 'log out logout leave',
      icon: LogOut,
      run: () => goAway('session.signOut'),
    },
  ]);
}

/** @returns False where the screen has no search. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main [role="search"] input');
  field?.focus();
  // Behind the acts on a selection it can't be reached.
  return field !== null && document.activeElement === field;
}
