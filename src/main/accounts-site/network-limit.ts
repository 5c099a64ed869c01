import { HOUR_MS } from '../../shared/durations.ts';
import { limitedNetworkOf } from '../limits/limited-network.ts';
import { type RateRule, takeRate } from '../limits/rate.ts';
import type { AccountsSiteServices, SiteContext } from './site-environment.ts';
import { TooManyError } from './refusals.ts';

/** What one network may ask for. A school or a firm behind one address is meant to fit. */
const RULES = {
  'sign-up': { burst: 20, refill: 40, perMs: HOUR_MS },
  'ask-mail': { burst: 20, refill: 40, perMs: HOUR_MS },
} as const satisfies Readonly<Record<string, RateRule>>;

/**
 * Counts something that a network asks for; this machine itself is not counted.
 * @throws TooManyError with the time to wait.
 */
export async function limitNetwork(
  c: SiteContext,
  { db, now }: AccountsSiteServices,
  what: keyof typeof RULES,
): Promise<void> {
  const { address } = c.get('visitor');
  if (address === '') return;
  const name = `${what}:${limitedNetworkOf(address)}`;
  const waitMs = await takeRate(db, name, { rule: RULES[what], now: now() });
  if (waitMs > 0) throw new TooManyError(waitMs);
}
