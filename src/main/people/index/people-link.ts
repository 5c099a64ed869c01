import type { Transferable } from 'node:worker_threads';

import type { createPeopleEngine, EngineState } from './people-engine.ts';

/** What the thread of the index is given. */
export interface IndexTask {
  readonly task: 'index';
  readonly file: string;
  /** Domains that hand out addresses for one use. */
  readonly disposableDomains: ReadonlySet<string>;
}

/** What the application can ask of the index's thread. */
export type EngineSide = Awaited<ReturnType<typeof createPeopleEngine>>;

/** What the index's thread tells the application. */
export interface PeopleSide {
  state(state: EngineState): void;
}

/** The ids of an answer are handed over, not copied. */
export function handedOver(result: unknown): Transferable[] {
  return result instanceof Float64Array ? [result.buffer as ArrayBuffer] : [];
}
