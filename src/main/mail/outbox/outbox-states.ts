import { sql } from 'kysely';

/** Parts of the state machine that are asked for together. */
export const UNSENT_STATES = ['held', 'queued', 'deferred'] as const;
/** Of mails that may still leave. */
export const OPEN_STATES = [...UNSENT_STATES, 'sending'] as const;
export const WAITING_STATES = ['queued', 'sending', 'deferred'] as const;

/**
 * Whether a mail may yet leave, also one that was given up and may be held again. In the words of the
 * index of those (`gatehouse_outbox_live`), which can be asked for then, and called likely, so that
 * SQLite does not go through the whole queue by states.
 */
export const IS_LIVE = sql<boolean>`likely(state IN ('held', 'queued', 'deferred', 'sending', 'expired'))`;

/**
 * Whether a mail has not left, of those that something else finds: the plus keeps SQLite from going
 * through the whole queue for it (https://sqlite.org/optoverview.html#uplus).
 */
export const IS_UNSENT = sql<boolean>`(${IS_LIVE} AND +state IN (${sql.join(UNSENT_STATES)}))`;

/** Whether a mail may still leave, of those that something else finds. */
export const IS_OPEN = sql<boolean>`(${IS_LIVE} AND +state IN (${sql.join(OPEN_STATES)}))`;

/** Whether a mail that has not left has a link that ends, in the words of `gatehouse_outbox_ends`. */
export const MAY_RUN_OUT = sql<boolean>`likely(state IN ('held', 'queued', 'deferred'))`;
