import { readSpan } from './people-span.ts';

/** What a query can ask beside words. */
export const PEOPLE_OPERATORS = [
  'is',
  'mail',
  'domain',
  'network',
  'group',
  'joined',
  'last',
  'expires',
  'staff',
  'superuser',
  'signal',
  'dup',
  'alike',
  'has',
  'email',
  'user',
  'name',
] as const;
export type PeopleOperator = (typeof PEOPLE_OPERATORS)[number];

/** The values of `is:`; `waiting` is who is in Pending: pending, to-approve or expired. */
export const IS_VALUES = [
  'waiting',
  'pending',
  'to-approve',
  'expired',
  'active',
  'inactive',
  'staff',
  'superuser',
] as const;
export type IsValue = (typeof IS_VALUES)[number];

/** Fates of the latest activation mail; `failed` holds the uncertain. */
export const MAIL_FATES = [
  'none',
  'held',
  'waiting',
  'sent',
  'captured',
  'failed',
  'uncertain',
  'cancelled',
] as const;

/** The values of `mail:`; `left` is who has been sent one, whatever became of a later one. */
const MAIL_VALUES = [...MAIL_FATES, 'left'] as const;
export type MailValue = (typeof MAIL_VALUES)[number];

/** What may be worth a look before one decides on a sign-up; the gravest first. */
export const SIGNAL_KINDS = [
  'rejected',
  'typo',
  'disposable',
  'burst',
  'duplicate',
  'look-alike',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** The values of `signal:`, which is about sign-ups that wait; `none` is who of them has none. */
export const SIGNAL_VALUES = ['any', ...SIGNAL_KINDS, 'none'] as const;
export type SignalValue = (typeof SIGNAL_VALUES)[number];

const YES_NO = ['yes', 'no'] as const;

/** An address, or the network of one as `networkOf` names it. */
const NETWORK = /^(?:\d{1,3}(?:\.\d{1,3}){3}(?:\/24)?|[\da-f]*:[\da-f:]*(?:\/64)?)$/i;

const CHOICES: { readonly [Name in PeopleOperator]?: readonly string[] } = {
  is: IS_VALUES,
  mail: MAIL_VALUES,
  staff: YES_NO,
  superuser: YES_NO,
  signal: SIGNAL_VALUES,
  dup: YES_NO,
  alike: YES_NO,
  has: ['note'],
};

/** What an operator takes: one of these, or any text, or a span of time. */
export function choicesOf(operator: PeopleOperator): readonly string[] | null {
  return CHOICES[operator] ?? null;
}

/** That there is no such operator, and which one may be meant. */
export function noOperator(name: string): string {
  const typed = name.toLowerCase();
  const near = PEOPLE_OPERATORS.find((known) => known.startsWith(typed) || typed.startsWith(known));
  if (near !== undefined) return `There is no “${name}:”. Did you mean “${near}:”?`;
  return `There is no “${name}:”. There are ${PEOPLE_OPERATORS.map((known) => `${known}:`).join(' ')}. To look for the text, put it in quotes.`;
}

/** Why `operator:value` is not understood, in words, or null. */
export function problemOf(operator: PeopleOperator, value: string): string | null {
  const choices = choicesOf(operator);
  if (choices !== null) {
    return choices.includes(value) ? null : `${operator}: is one of ${choices.join(', ')}.`;
  }
  if (operator === 'joined' || operator === 'last' || operator === 'expires') {
    if (readSpan(value) !== null) return null;
    const age = operator === 'expires' ? 'within 2 days' : 'in the last 2 days';
    return `${operator}: takes <2d (${age}), >90d, <12h, >2026-01-01, 2026-01-01..2026-01-31, today, yesterday or never.`;
  }
  if (operator === 'network' && !NETWORK.test(value)) {
    return 'network: takes an address or a network, such as 203.0.113.0/24 or 2001:db8:1:2::/64.';
  }
  return value === '' ? `${operator}: needs a text behind it.` : null;
}
