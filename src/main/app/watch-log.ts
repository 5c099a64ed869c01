import type { Database } from '../db/open-database.ts';
import { type AuditLog, createAuditLog } from '../operations/audit-log.ts';
import type { SecretStore } from '../settings/secret-store.ts';
import type { Events } from './events.ts';

/**
 * Watches over the log of acts; its end is sealed with the other secrets after each entry, and at
 * the start for what the command line has written.
 */
export function watchLog(given: {
  readonly db: Database;
  readonly now: () => Date;
  readonly secrets: SecretStore;
  readonly events: Events;
  readonly onError: (context: string, error: unknown) => void;
}): AuditLog {
  const { db, now, secrets, events, onError } = given;
  const audit = createAuditLog({
    db,
    now,
    end: {
      read: () => secrets.read('audit.end'),
      write: (end) => secrets.write('audit.end', end),
    },
    onError: (error) => onError('sealing the log', error),
  });
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
