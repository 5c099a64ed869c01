import { createHash } from 'node:crypto';

import { HOUR_MS } from '../../shared/durations.ts';
import { mailboxKey } from '../accounts/find-accounts.ts';
import type { Database } from '../db/open-database.ts';
import { type RateRule, takeRate } from '../limits/rate.ts';

/** What a mailbox gets on anybody's mere asking: at most five mails in any hour. */
const RULE: RateRule = { burst: 3, refill: 2, perMs: HOUR_MS };

/**
 * Whether one more mail that somebody asked for may go to an address: links, resets, and the
 * notice that an address has an account. Counted for addresses without an account too, so that
 * asking takes the same time.
 */
export async function mayMail(db: Database, address: string, now: Date): Promise<boolean> {
  const name = createHash('sha256').update(mailboxKey(address)).digest('hex').slice(0, 32);
  return (await takeRate(db, `mail:${name}`, { rule: RULE, now })) === 0;
}
