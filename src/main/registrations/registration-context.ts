import type { Database } from '../db/open-database.ts';
import type { Outbox } from '../mail/outbox.ts';

/** What every act of this area works with. */
export interface RegistrationContext {
  readonly db: Database;
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly outbox: Outbox;
  /** How long mails of an administrator's act wait for an undo, in milliseconds. */
  readonly graceMs: number;
}
