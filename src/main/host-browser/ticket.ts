import { MINUTE_MS } from '../../shared/durations.ts';
import { isSameSecret } from './guard.ts';

/** How long a ticket lets in: a browser takes its time to start. */
const LIFETIME_MS = 2 * MINUTE_MS;
/** 256 bits. */
const TICKET_BYTES = 32;

/** Lets one browser in, once. */
export interface Ticket {
  readonly text: string;
  /** Uses it up. @returns Whether it was this one and still good. */
  take(text: string): boolean;
}

/**
 * Makes what is given to the program that opens the browser instead of the token: every user of the
 * machine can read a command line for as long as its program runs.
 *
 * @param given.randomBytes Cryptographically strong.
 */
export function createTicket({
  now,
  randomBytes,
}: {
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
}): Ticket {
  const text = randomBytes(TICKET_BYTES).toString('base64url');
  let endsAt = now().getTime() + LIFETIME_MS;
  return {
    text,
    take(given) {
      if (now().getTime() >= endsAt || !isSameSecret(given, text)) return false;
      endsAt = -Infinity;
      return true;
    },
  };
}
