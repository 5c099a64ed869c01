import { HTTPException } from 'hono/http-exception';

import { LineFullError } from './hashing-line.ts';

interface Words {
  readonly title: string;
  readonly text: string;
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
  413: {
    title: 'The form is too long',
    text: 'Nothing was changed. Go back, shorten what you typed and send the form again.',
  },
  500: {
    title: 'This page can’t be shown',
    text: 'Something failed on this site, and its staff can see what it was. Try again in a few minutes.',
  },
  503: {
    title: 'Too many people are registering',
    text: 'Nothing was changed. Wait a minute, go back and send the form again.',
  },
} as const satisfies Readonly<Record<number, Words>>;

type RefusalStatus = keyof typeof REFUSALS;

/** Says which status and words an error gets; whatever is not foreseen is a 500 without details. */
export function describeRefusal(error: unknown): {
  readonly status: RefusalStatus;
  readonly words: Words;
} {
  const status = statusOf(error);
  return { status, words: REFUSALS[status] };
}

function statusOf(error: unknown): RefusalStatus {
  if (error instanceof LineFullError) return 503;
  if (!(error instanceof HTTPException)) return 500;
  const { status } = error;
  return status === 400 || status === 403 || status === 413 ? status : 500;
}
