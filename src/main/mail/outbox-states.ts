/** Parts of the state machine that are asked for together. */
export const UNSENT_STATES = ['held', 'queued', 'deferred'] as const;
export const WAITING_STATES = ['queued', 'sending', 'deferred'] as const;
