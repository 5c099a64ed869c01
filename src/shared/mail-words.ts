import type { OutboxState } from './contract/outbox.ts';
import type { MailValue } from './people-operators.ts';

/** What became of a mail, in a word: lists, the outbox, filters and sentences all say this one. */
export const MAIL_WORDS: Readonly<Record<OutboxState | 'captured', string>> = {
  held: 'Held',
  queued: 'Waiting',
  sending: 'Sending',
  deferred: 'Put off',
  sent: 'Sent',
  captured: 'Captured',
  failed: 'Failed',
  uncertain: 'Uncertain',
  cancelled: 'Cancelled',
  expired: 'Too late',
};

/** Whether a mail went no further than the capture server of this computer. */
export function isCaptured(mail: {
  readonly state: string;
  readonly destination: string;
}): boolean {
  return mail.state === 'sent' && mail.destination === 'capture';
}

/** What each value of `mail:` finds: a word where one says it, as a filter, and a sentence for who types. */
export const MAIL_FILTERS: Readonly<Record<MailValue, readonly [label: string, meaning: string]>> =
  {
    none: ['None', 'no activation mail was ever written'],
    held: [MAIL_WORDS.held, 'kept back for you to look at'],
    waiting: [MAIL_WORDS.queued, 'not sent yet, also put off by the server'],
    sent: [MAIL_WORDS.sent, 'the server took it'],
    captured: [MAIL_WORDS.captured, 'caught here, nobody got it'],
    failed: ['Failed or uncertain', 'refused, too late, or uncertain'],
    uncertain: [MAIL_WORDS.uncertain, 'the connection broke: it may have arrived'],
    cancelled: [MAIL_WORDS.cancelled, 'taken back before it left'],
    left: ['Sent once', 'some activation mail was sent, also an earlier one'],
  };
