import { DAY_MS } from '../../shared/durations.ts';
import {
  type IsValue,
  type MailValue,
  SIGNAL_KINDS,
  type SignalKind,
  type SignalValue,
} from '../../shared/people-operators.ts';
import type { PeopleCondition, PeopleQuery } from '../../shared/people-query.ts';
import { readSpan } from '../../shared/people-span.ts';
import type { AccountClock } from '../accounts/account-rows.ts';
import { issuedCutoff } from '../accounts/registration-window.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import { type Network, networkOf } from '../accounts/network-of.ts';
import { domainOf } from '../db/domain-of.ts';
import { foldText } from '../db/fold-text.ts';
import { justBefore } from './day-edges.ts';

/** One thing that an account is or is not. Texts are folded, instants in Django's form. */
export type Test =
  | {
      readonly kind: 'text';
      readonly field: 'any' | 'user' | 'name' | 'email';
      readonly needle: string;
    }
  /** Whose address is at this very domain, as `domainOf` names it. */
  | { readonly kind: 'domain'; readonly domain: string }
  | { readonly kind: 'flag'; readonly flag: Flag }
  /** Later than `after` and not later than `until`; where there is no instant it never holds. */
  | {
      readonly kind: 'instant';
      readonly column: InstantColumn;
      readonly after: string | null;
      readonly until: string | null;
    }
  | { readonly kind: 'mail'; readonly fate: MailValue }
  | { readonly kind: 'group'; readonly name: string }
  /** Signed up from an address that begins so. */
  | { readonly kind: 'network'; readonly network: Network }
  | { readonly kind: 'duplicate' }
  | SignalTest
  /** An administrator wrote something down about them. */
  | { readonly kind: 'noted' };

/** Who gives a signal, among all who are not active: which of them wait is asked apart. */
export interface SignalTest {
  readonly kind: 'signal';
  readonly signal: Exclude<SignalKind, 'duplicate'>;
  /** The domains that many people of the site have, of which a typo is a slip away. */
  readonly usual?: readonly string[];
  /** Who does, where that was looked for before; the index looks for itself. */
  readonly ids?: readonly number[];
}

/** What a search is read by. */
export interface QueryClock extends AccountClock {
  /** `commonDomains`, where signals may be asked for. */
  readonly usualDomains: readonly string[];
}

/** `unconfirmed`: the link was not followed. `unapproved`: it was, and an administrator is asked. */
export type Flag = 'active' | 'staff' | 'superuser' | 'unconfirmed' | 'unapproved' | 'unseen';
export type InstantColumn = 'joined' | 'lastLogin' | 'issued';

/** What must hold of an account to be found. */
export type Condition =
  | Test
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

/** Whether any test of a condition is such a one. */
export function hasTest(condition: Condition, isSuch: (test: Test) => boolean): boolean {
  if (condition.kind === 'not') return hasTest(condition.of, isSuch);
  if (condition.kind === 'all' || condition.kind === 'any') {
    return condition.of.some((part) => hasTest(part, isSuch));
  }
  return isSuch(condition);
}

const flag = (name: Flag): Condition => ({ kind: 'flag', flag: name });
const all = (...of: Condition[]): Condition => ({ kind: 'all', of });
const any = (...of: Condition[]): Condition => ({ kind: 'any', of });
const not = (of: Condition): Condition => ({ kind: 'not', of });

const WAITING = any(flag('unconfirmed'), flag('unapproved'));

/** Whether a query is about signals. */
export function asksSignal({ conditions }: PeopleQuery): boolean {
  return conditions.some(({ operator }) => operator === 'signal' || operator === 'alike');
}

/** The tests of all signals. */
export function signalTests(usual: readonly string[]): readonly Test[] {
  return SIGNAL_KINDS.map((signal) => signalTest(signal, usual));
}

function signalTest(signal: SignalKind, usual: readonly string[]): Test {
  if (signal === 'duplicate') return { kind: 'duplicate' };
  return signal === 'typo' ? { kind: 'signal', signal, usual } : { kind: 'signal', signal };
}

/** What a query asks for at an instant. Its problems are left out. */
export function readQuery(query: PeopleQuery, clock: QueryClock): Condition {
  const words = query.words.map(({ text, negated }) => signed(textIn('any', text), negated));
  const conditions = query.conditions.map((condition) =>
    signed(readCondition(condition, clock), condition.negated),
  );
  return all(...conditions, ...words);
}

function signed(condition: Condition, negated: boolean): Condition {
  return negated ? not(condition) : condition;
}

function readCondition({ operator, value }: PeopleCondition, clock: QueryClock): Condition {
  switch (operator) {
    case 'is':
      return isState(value as IsValue, clock);
    case 'staff':
    case 'superuser':
      return signed(flag(operator), value === 'no');
    case 'dup':
      return signed({ kind: 'duplicate' }, value === 'no');
    case 'alike':
      return signed(withSignal('look-alike', clock), value === 'no');
    case 'signal':
      return withSignal(value as SignalValue, clock);
    case 'has':
      return { kind: 'noted' };
    case 'mail':
      return { kind: 'mail', fate: value as MailValue };
    case 'group':
      return { kind: 'group', name: foldText(value) };
    case 'network': {
      const network = networkOf(value.toLowerCase().replace(/\/\d+$/, ''));
      return network === null ? any() : { kind: 'network', network };
    }
    case 'domain':
      return { kind: 'domain', domain: domainOf(`@${value}`) };
    case 'email':
    case 'user':
    case 'name':
      return textIn(operator, value);
    case 'joined':
      return age('joined', value, clock);
    case 'last':
      return value === 'never' ? flag('unseen') : age('lastLogin', value, clock);
    case 'expires':
      return expiry(value, clock);
  }
}

function withSignal(value: SignalValue, { usualDomains }: QueryClock): Condition {
  if (value !== 'any' && value !== 'none') return all(WAITING, signalTest(value, usualDomains));
  return all(WAITING, signed(any(...signalTests(usualDomains)), value === 'none'));
}

function textIn(field: 'any' | 'user' | 'name' | 'email', text: string): Condition {
  const needle = foldText(text);
  return needle === '' ? all() : { kind: 'text', field, needle };
}

function isState(value: IsValue, { now, activationDays }: AccountClock): Condition {
  const cutoff = issuedCutoff(now, activationDays);
  switch (value) {
    case 'active':
    case 'staff':
    case 'superuser':
      return flag(value);
    case 'waiting':
      return WAITING;
    case 'to-approve':
      return flag('unapproved');
    case 'inactive':
      return not(any(flag('active'), flag('unconfirmed'), flag('unapproved')));
    case 'pending':
      return all(flag('unconfirmed'), issued(cutoff, null));
    case 'expired':
      return all(flag('unconfirmed'), issued(null, cutoff));
  }
}

function issued(after: string | null, until: string | null): Condition {
  return { kind: 'instant', column: 'issued', after, until };
}

/** How long ago something was: near is less ago. */
function age(column: 'joined' | 'lastLogin', value: string, { now }: AccountClock): Condition {
  const span = readSpan(value, now);
  if (span === null || span.kind === 'never') return any();
  if (span.kind === 'between') {
    const [from, to] = [span.from, span.to];
    const after = from === null ? null : justBefore(from);
    return { kind: 'instant', column, after, until: to === null ? null : justBefore(to) };
  }
  const edge = toDjangoDatetime(new Date(now.getTime() - span.ms));
  const [after, until] = span.kind === 'near' ? [edge, null] : [null, edge];
  return { kind: 'instant', column, after, until };
}

/** How soon the link ends that has not been followed; near is sooner, and has not ended yet. */
function expiry(value: string, { now, activationDays }: AccountClock): Condition {
  const span = readSpan(value, now);
  if (span === null || span.kind === 'never') return not(flag('unconfirmed'));
  const window = activationDays * DAY_MS;
  if (span.kind === 'between') {
    const shift = (end: number | null): string | null =>
      end === null ? null : justBefore(end - window);
    return all(flag('unconfirmed'), issued(shift(span.from), shift(span.to)));
  }
  const edge = issuedCutoff(new Date(now.getTime() + span.ms), activationDays);
  const isFar = span.kind === 'far';
  const range = isFar ? issued(edge, null) : issued(issuedCutoff(now, activationDays), edge);
  return all(flag('unconfirmed'), range);
}
