import type { Database } from '../db/open-database.ts';

type Listener = (ids: ReadonlySet<number>) => void;

const listeners = new WeakMap<Database, Listener>();

/**
 * Hears which accounts were changed through this database, after each commit and before anybody
 * is answered, so that what is kept of them in memory is never behind what was told.
 */
export function onAccountsChanged(db: Database, listener: Listener): void {
  listeners.set(db, listener);
}

/** Tells that accounts were changed and committed. Every writer of account tables calls this. */
export function tellChanged(db: Database, ids: ReadonlySet<number>): void {
  if (ids.size > 0) listeners.get(db)?.(ids);
}
