import type { Result } from './errors.ts';
import type { Topic } from './topics.ts';

/** Told to every window after a command: which topics are no longer what they were. */
export interface ChangedEvent {
  readonly topics: readonly Topic[];
}

/** The renderer's only way out. Both hosts offer exactly these three things. */
export interface Bridge {
  readonly host: 'electron' | 'browser';
  invoke(procedure: string, input: unknown): Promise<Result<unknown>>;
  /** Calls the listener after each change; the returned function ends that. */
  subscribe(listener: (event: ChangedEvent) => void): () => void;
}

/** Electron's channel for calls, from a window to the application. */
export const INVOKE_CHANNEL = 'gatehouse:invoke';
/** Electron's channel for events, from the application to a window. */
export const CHANGED_CHANNEL = 'gatehouse:changed';
