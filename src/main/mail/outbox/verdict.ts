import { HOUR_MS } from '../../../shared/durations.ts';
import { askedDelay } from './asked-delay.ts';
import type { SendOutcome } from '../smtp/connection.ts';
import type { SmtpProblem } from '../smtp/explain.ts';

/** What becomes of a mail after one attempt, as the outbox writes it down. */
export interface Verdict {
  readonly state: 'sent' | 'failed' | 'deferred' | 'uncertain' | 'queued';
  readonly nextAttemptAt: Date | null;
  readonly why: string;
  readonly advice: string | null;
  readonly reply: string | null;
  readonly smtpCode: number | null;
  /** Our own code of the problem, or null. */
  readonly problem: string | null;
  /** The fault is not this mail's: the queue stands still and no attempt is counted. */
  readonly pauses: boolean;
}

/** First delay, growth and ceiling between attempts, in milliseconds. */
const FIRST_DELAY_MS = 30_000;
const MAX_DELAY_MS = HOUR_MS;
/** After so many temporary refusals a mail is given up. */
export const MAX_ATTEMPTS = 12;

const GIVEN_UP = `It was tried ${MAX_ATTEMPTS} times and is given up. Ask the other side why, then send it again.`;

interface Attempt {
  readonly outcome?: SendOutcome;
  readonly problem?: SmtpProblem;
  /** Attempts made, this one included. */
  readonly attempts: number;
  readonly at: Date;
  readonly random: () => number;
}

/**
 * Decides by the error catalogue: faults of configuration or network pause the queue and burn no
 * attempt, refusals of a recipient or of content fail this mail only, temporary ones defer it with
 * growing, jittered delay, and a break after DATA is uncertain because it may have arrived.
 */
export function judge(attempt: Attempt): Verdict {
  const { outcome, problem } = attempt;
  if (outcome) return afterAnswer(outcome);
  if (!problem) throw new TypeError('An attempt has an outcome or a problem.');
  const words = {
    why: problem.title,
    advice: problem.advice,
    reply: problem.reply,
    smtpCode: problem.smtpCode,
    problem: problem.code,
  };
  switch (problem.kind) {
    case 'configuration':
    case 'network':
      return { ...words, state: 'queued', nextAttemptAt: attempt.at, pauses: true };
    case 'uncertain':
      return { ...words, state: 'uncertain', nextAttemptAt: null, pauses: false };
    case 'recipient':
    case 'content':
      return { ...words, state: 'failed', nextAttemptAt: null, pauses: false };
    case 'temporary':
      return { ...words, ...later(attempt), pauses: false };
  }
}

function afterAnswer({ accepted, rejected, reply }: SendOutcome): Verdict {
  const [refused] = rejected;
  const base = { nextAttemptAt: null, advice: null, pauses: false } as const;
  if (accepted.length > 0 || !refused) {
    const why = 'The server took it.';
    return { ...base, state: 'sent', why, reply, smtpCode: 250, problem: null };
  }
  const why = `${refused.address} was refused.`;
  const { code: smtpCode } = refused;
  return { ...base, state: 'failed', why, reply: refused.reply, smtpCode, problem: 'recipient' };
}

function later(attempt: Attempt): Pick<Verdict, 'state' | 'nextAttemptAt'> & Partial<Verdict> {
  const { attempts, at, random, problem } = attempt;
  if (attempts >= MAX_ATTEMPTS) return { state: 'failed', nextAttemptAt: null, advice: GIVEN_UP };
  const grown = Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), MAX_DELAY_MS);
  const jittered = grown * (0.75 + random() / 2);
  const delay = Math.max(jittered, askedDelay(problem?.reply ?? ''));
  return { state: 'deferred', nextAttemptAt: new Date(at.getTime() + delay) };
}
