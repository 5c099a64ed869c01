import type { ChangedEvent } from '../../shared/bridge.ts';
import { type Topic, TOPICS } from '../../shared/topics.ts';

/** Tells whoever listens which topics have changed. Events are hints; queries are the truth. */
export interface Events {
  publish(topics: readonly Topic[]): void;
  /** Another database was opened. */
  publishAnew(): void;
  /** Hears of every topic before `publish` returns: for what would answer from memory next. */
  hear(listener: (topics: readonly Topic[]) => void): void;
  subscribe(listener: (event: ChangedEvent) => void): () => void;
}

/**
 * Topics published within one turn of the event loop are told together, so that a bulk act makes
 * the screens ask once.
 */
export function createEvents(): Events {
  const listeners = new Set<(event: ChangedEvent) => void>();
  const hearers: ((topics: readonly Topic[]) => void)[] = [];
  let changed = new Set<Topic>();
  let isAnew = false;
  const tell = (): void => {
    const event: ChangedEvent = { topics: [...changed], ...(isAnew && { anew: true }) };
    changed = new Set();
    isAnew = false;
    for (const listener of listeners) listener(event);
  };
  const publish = (topics: readonly Topic[]): void => {
    if (topics.length === 0) return;
    if (changed.size === 0) setImmediate(tell);
    for (const topic of topics) changed.add(topic);
    for (const hearer of hearers) hearer(topics);
  };
  return {
    publish,
    publishAnew: () => {
      isAnew = true;
      publish(TOPICS);
    },
    hear: (listener) => void hearers.push(listener),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
