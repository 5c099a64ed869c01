import { createHmac, randomBytes } from 'node:crypto';

import type { Verdict } from '../../../shared/contract/doctor.ts';
import type { Delivery } from '../outbox/delivery.ts';

/** How many are remembered. */
const REMEMBERED = 20;

/** What was found of servers, by everything that they were examined with, secrets too. */
export function createVerdicts() {
  const found = new Map<string, Verdict>();
  const salt = randomBytes(32);
  /** Kept instead of the settings, so that no secret stays in memory. */
  const keyOf = ({ server, envelopeFrom }: Delivery, sender: string) =>
    createHmac('sha256', salt)
      .update(JSON.stringify([server, envelopeFrom || sender]))
      .digest('base64');
  return {
    keep: (delivery: Delivery, sender: string, verdict: Verdict): void => {
      const key = keyOf(delivery, sender);
      found.delete(key);
      found.set(key, verdict);
      for (const old of [...found.keys()].slice(0, -REMEMBERED)) found.delete(old);
    },
    /** Null where nothing was found of just these settings. */
    of: (delivery: Delivery, sender: string): Verdict | null =>
      found.get(keyOf(delivery, sender)) ?? null,
  };
}
