import { sql } from 'kysely';

/** Parts of the state machine that are asked for together. */
export const UNSENT_STATES = ['held', 'queued', 'deferred'] as const;
/** Of mails that may still leave. */
export const OPEN_STATES = [...UNSENT_STATES, 'sending'] as const;
export const WAITING_STATES = ['queued', 'sending', 'deferred'] as const;

/**
 * Whether a mail has not left, of those that something else finds: the plus keeps SQLite from going
 * through the whole queue for it (https://sqlite.org/optoverview.html#uplus).
 */
export const IS_UNSENT = sql<boolean>`+state IN (${sql.join(UNSENT_STATES)})`;

/** Whether a mail may still leave, of those that something else finds. */
export const IS_OPEN = sql<boolean>`+state IN (${sql.join(OPEN_STATES)})`;
