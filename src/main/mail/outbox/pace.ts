import { MINUTE_MS } from '../../../shared/durations.ts';
import type { SmtpProblem } from '../smtp/smtp-problem.ts';
import { askedDelay } from './asked-delay.ts';

/** A rate below the profile's own, because the server asked for it. */
export interface Slowed {
  /** Mails a minute that leave now. */
  readonly perMinute: number;
  /** When more are tried. */
  readonly until: Date;
}

type Refusal = Pick<SmtpProblem, 'code' | 'smtpCode' | 'reply'>;

/** How fast mail leaves: what the profile allows, and less for a while after a server's protest. */
export interface Pace {
  /** Whether a mail may go now; if so, the next one has to wait its turn. @param limit 0 for none. */
  take(limit: number): boolean;
  /** Hears a refusal, and lowers the rate if it says that mails come too fast. */
  hear(refusal: Refusal): boolean;
  /** Forgets what a server asked for: another one may be chosen. */
  reset(): void;
  /** From when on the next mail may go, in milliseconds since 1970. */
  readonly nextAt: number;
  readonly slowed: Slowed | null;
}

/** How long a lowered rate is kept, and then each doubling of it, in milliseconds. */
const LOWERED_MS = 10 * MINUTE_MS;
const DOUBLED_MS = 5 * MINUTE_MS;
/** A rate so high that a limit means nothing any more, in mails a minute. */
const FREE_PER_MINUTE = 600;

/** What servers say when mails come too fast; greylisting says other things. */
const TOO_FAST =
  /too many|too much|\brate\b|throttl|slow down|too fast|quota|limit (?:is )?(?:reached|exceeded)|exceeded/i;

/**
 * A rate that is halved when a temporary refusal says that mails come too fast, kept for ten
 * minutes or for as long as the server asks, and then doubled every five minutes.
 */
export function createPace(now: () => Date): Pace {
  let slotAt = 0;
  let slowed: { perMinute: number; until: number } | null = null;
  /** What the profile allows. */
  let limit = 0;
  /** How many mails went since an instant, which moves on every minute. */
  let gone = { since: 0, count: 0 };
  /** Whether a mail went since the last protest: those under way by then tell nothing new. */
  let isTried = false;

  /** From when on the next may go. Further off than a minute is only after the clock was set back. */
  function slot(): number {
    return Math.min(slotAt, now().getTime() + MINUTE_MS);
  }

  function current(): typeof slowed {
    const instant = now().getTime();
    while (slowed && slowed.until <= instant) {
      const perMinute = slowed.perMinute * 2;
      slowed =
        perMinute >= (limit || FREE_PER_MINUTE)
          ? null
          : { perMinute, until: slowed.until + DOUBLED_MS };
    }
    return slowed;
  }

  function take(allowed: number): boolean {
    const instant = now().getTime();
    limit = allowed;
    const perMinute = current()?.perMinute ?? allowed;
    slotAt = slot();
    if (perMinute > 0 && instant < slotAt) return false;
    if (perMinute > 0) slotAt = instant + MINUTE_MS / perMinute;
    if (instant - gone.since >= MINUTE_MS) gone = { since: instant, count: 0 };
    gone.count += 1;
    isTried = true;
    return true;
  }

  function hear({ code, smtpCode, reply }: Refusal): boolean {
    const isTemporary = smtpCode !== null && smtpCode >= 400 && smtpCode < 500;
    // A full mailbox is about itself alone, also where it is over its quota (RFC 3463 section 3.3).
    if (!isTemporary || code === 'mailbox-full' || !TOO_FAST.test(reply ?? '')) return false;
    const instant = now().getTime();
    const until = instant + Math.max(LOWERED_MS, askedDelay(reply ?? ''));
    const rate = current()?.perMinute ?? (limit || gone.count);
    const perMinute = isTried ? Math.max(1, Math.floor(rate / 2)) : rate;
    isTried = false;
    slowed = { perMinute, until };
    slotAt = Math.max(slot(), instant + MINUTE_MS / perMinute);
    return true;
  }

  return {
    take,
    hear,
    reset: () => {
      slowed = null;
      slotAt = 0;
    },
    get nextAt() {
      return slot();
    },
    get slowed() {
      const kept = current();
      return kept && { perMinute: kept.perMinute, until: new Date(kept.until) };
    },
  };
}
