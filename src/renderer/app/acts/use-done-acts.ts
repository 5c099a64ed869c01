import { useRouter } from '@tanstack/react-router';
import { useRef } from 'react';

import { useToasts } from '../../ui/toast.tsx';

/** Something of this window that can be taken back. */
export interface DoneAct {
  /** A sentence: "karin activated." */
  readonly title: string;
  /** The path of the screen it was done on; null where only the log knows of it. */
  readonly screen: string | null;
  /** Null for what is not in the log. */
  readonly id: number | null;
  readonly toast: string | null;
  readonly takeBack: () => void;
}

/** The acts of this window that have not been taken back yet, each with its toast. */
export interface DoneActs {
  readonly newest: () => DoneAct | undefined;
  /** Remembers what was just done, on the screen that is in sight. */
  readonly remember: (act: Omit<DoneAct, 'screen'>) => void;
  /**
   * Forgets acts, with their toasts.
   * @returns Remembers the first of them again in its place, with another toast.
   */
  readonly forget: (isGone: (act: DoneAct) => boolean) => (toast: string) => void;
}

export function useDoneActs(): DoneActs {
  const { close } = useToasts();
  const router = useRouter();
  const done = useRef<readonly DoneAct[]>([]);
  return {
    newest: () => done.current.at(-1),
    remember(act) {
      done.current = [...done.current, { ...act, screen: router.state.location.pathname }];
    },
    forget(isGone) {
      const place = done.current.findIndex(isGone);
      const first = done.current[place];
      for (const { toast } of done.current.filter(isGone)) if (toast !== null) close(toast);
      done.current = done.current.filter((act) => !isGone(act));
      return (toast) => {
        if (first) done.current = done.current.toSpliced(place, 0, { ...first, toast });
      };
    },
  };
}
