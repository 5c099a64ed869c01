import type { Result } from './errors.ts';
import type { Topic } from './topics.ts';

/** Told to every window after a command: which topics are no longer what they were. */
export interface ChangedEvent {
  readonly topics: readonly Topic[];
}

/** The renderer's only way out. Both hosts offer the same, but files leave a window by its system. */
export interface Bridge {
  readonly host: 'electron' | 'browser';
  invoke(procedure: string, input: unknown): Promise<Result<unknown>>;
  /** Calls the listener after each change; the returned function ends that. */
  subscribe(listener: (event: ChangedEvent) => void): () => void;
  /** Begins to drag a file of the console's own out of the window; only where a system does that. */
  dragOut?(path: string): void;
}

/** Electron's channel for calls, from a window to the application. */
export const INVOKE_CHANNEL = 'gatehouse:invoke';
/** Electron's channel for events, from the application to a window. */
export const CHANGED_CHANNEL = 'gatehouse:changed';
/** Electron's channel for a file that is being dragged out of a window. */
export const DRAG_CHANNEL = 'gatehouse:drag';
