import { HTTPException } from 'hono/http-exception';

import { LineFullError } from './hashing-line.ts';
import { waitInWords } from '../sign-in/wait-in-words.ts';

interface Words {
  readonly title: string;
  readonly text: string;
}

/** Too much was asked for from one place; says how long to wait, in milliseconds. */
export class TooManyError extends Error {
  override readonly name = 'TooManyError';
  readonly waitMs: number;

  constructor(waitMs: number) {
    super('Too many requests.');
    this.waitMs = waitMs;
  }
}

/** What a visitor reads when a form is refused: cause, consequence, one act. */
const REFUSALS = {
  400: {
    title: 'The form did not arrive whole',
    text: 'The connection broke off and nothing was changed. Go back and send the form again.',
  },
  403: {
    title: 'This form can’t be used',
    text: 'It was opened on another site or a long time ago, or cookies are switched off. Nothing was changed. Open the page again and send the form from there.',
  },
  405: {
    title: 'This page can’t be used that way',
    text: 'Nothing was changed. Open the page and use what it offers.',
  },
  413: {
    title: 'The form is too long',
    text: 'Nothing was changed. Go back, shorten what you typed and send the form again.',
  },
  429: {
    title: 'Too many requests',
    text: 'More came from your network than this site takes at once. Nothing was changed.',
  },
  500: {
    title: 'This page can’t be shown',
    text: 'Something failed on this site, and its staff can see what it was. Try again in a few minutes.',
  },
  503: {
    title: 'Too many people are here at once',
    text: 'Nothing was changed. Wait a minute, go back and send the form again.',
  },
} as const satisfies Readonly<Record<number, Words>>;

type RefusalStatus = keyof typeof REFUSALS;

/** Says which status and words an error gets; whatever is not foreseen is a 500 without details. */
export function describeRefusal(error: unknown): {
  readonly status: RefusalStatus;
  readonly words: Words;
  /** Seconds until it makes sense to try again, or null. */
  readonly retryAfter: number | null;
} {
  if (error instanceof TooManyError) {
    const { title, text } = REFUSALS[429];
    const words = { title, text: `${text} Wait ${waitInWords(error.waitMs)} and try again.` };
    return { status: 429, words, retryAfter: Math.ceil(error.waitMs / 1_000) };
  }
  const status = statusOf(error);
  return { status, words: REFUSALS[status], retryAfter: status === 503 ? 60 : null };
}

function statusOf(error: unknown): RefusalStatus {
  if (error instanceof LineFullError) return 503;
  if (!(error instanceof HTTPException)) return 500;
  const { status } = error;
  return status !== 500 && status in REFUSALS ? (status as RefusalStatus) : 500;
}
