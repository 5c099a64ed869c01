import type { Database } from '../db/open-database.ts';
import { type AuditLog, createAuditLog, type SealedEnd } from '../operations/audit-log.ts';
import type { Events } from './events.ts';

/**
 * Watches over the log of acts; its end is sealed with the other secrets after each entry, and at
 * the start for what the command line has written.
 */
export function watchLog(given: {
  readonly db: Database;
  readonly now: () => Date;
  readonly end: SealedEnd;
  /** Nothing can be written, so nothing is sealed. */
  readonly isReadOnly: boolean;
  readonly events: Events;
  readonly onError: (context: string, error: unknown) => void;
}): AuditLog {
  const { db, now, end, isReadOnly, events, onError } = given;
  const audit = createAuditLog({
    db,
    now,
    end,
    onError: (error) => onError('sealing the log', error),
  });
  if (isReadOnly) return audit;
  events.subscribe(({ topics }) => {
    if (topics.includes('operations')) audit.note();
  });
  const caughtUp = audit.catchUp().catch((error: unknown) => onError('sealing the log', error));
  return {
    ...audit,
    stop: async () => {
      await caughtUp;
      await audit.stop();
    },
  };
}
