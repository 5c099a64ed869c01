import type { DropSignal } from './dropped-calls.ts';
import type { Result } from './errors.ts';
import type { Topic } from './topics.ts';
import type { WindowMenu } from './window-menu.ts';

/** Told to every window after a command: which topics are no longer what they were. */
export interface ChangedEvent {
  readonly topics: readonly Topic[];
  /** Another database was opened: what is there now is no change of what was. */
  readonly anew?: true;
}

/** The renderer's only way out. Both hosts offer the same, but files leave a window by its system. */
export interface Bridge {
  readonly host: 'electron' | 'browser';
  /** @param signal Aborted when nobody waits for the answer of a query any more. */
  invoke(procedure: string, input: unknown, signal?: DropSignal): Promise<Result<unknown>>;
  /** Calls the listener after each change; the returned function ends that. */
  subscribe(listener: (event: ChangedEvent) => void): () => void;
  /** Begins to drag a file of the console's own out of the window; only where a system does that. */
  dragOut?(path: string): void;
  /** Asks for a path in the system's own dialog; null when none was chosen. Only in a window. */
  choosePath?(kind: PathKind): Promise<string | null>;
  /** Where a file lies that was dropped on the page; a browser keeps that to itself. */
  pathOf?(file: object): string;
  /** What stands in the menu bar; only where a window has one. */
  readonly menu?: {
    /** Shows these acts in place of those before. */
    show(items: WindowMenu): void;
    /** Calls the listener with the id of each that is chosen; the returned function ends that. */
    subscribe(listener: (id: string) => void): () => void;
  };
}

/** What a path may be asked for. */
export const PATH_KINDS = ['database', 'folder'] as const;
export type PathKind = (typeof PATH_KINDS)[number];

/** What Electron's preload script gives the page: calls have numbers, for no signal can be handed over. */
export interface WindowBridge extends Omit<Bridge, 'invoke'> {
  invoke(procedure: string, input: unknown, call: number): Promise<Result<unknown>>;
  drop(call: number): void;
}

/** Electron's channel for calls, from a window to the application. */
export const INVOKE_CHANNEL = 'gatehouse:invoke';
/** Electron's channel for calls that nobody waits for any more. */
export const DROP_CHANNEL = 'gatehouse:drop';
/** Electron's channel for events, from the application to a window. */
export const CHANGED_CHANNEL = 'gatehouse:changed';
/** Electron's channel for what a window offers in the menu bar. */
export const MENU_CHANNEL = 'gatehouse:menu';
/** Electron's channel for the id of what was chosen there, from the menu bar to the window. */
export const CHOSEN_CHANNEL = 'gatehouse:chosen';
/** Electron's channel for a file that is being dragged out of a window. */
export const DRAG_CHANNEL = 'gatehouse:drag';
/** Electron's channel for a path that is chosen in the system's own dialog. */
export const CHOOSE_CHANNEL = 'gatehouse:choose-path';
