import type { ReactNode } from 'react';

import type { ToastMessage } from '../../ui/toast.tsx';

/** What was done, for `z` and, unless the screen shows it itself, for a toast. */
export interface Told {
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
