import { MAIL_FILTERS } from '../../../shared/mail-words.ts';
import {
  choicesOf,
  type IsValue,
  PEOPLE_OPERATORS,
  type PeopleOperator,
} from '../../../shared/people-operators.ts';
import { SIGNAL_WORDS } from './signal-words.ts';

/** What one may be about to type. */
export interface QuerySuggestion {
  /** What stands in the text afterwards in place of the term. */
  readonly term: string;
  readonly meaning: string;
}

const MOST = 9;

const MEANINGS: Readonly<Record<PeopleOperator, string>> = {
  is: 'state: pending, expired, active…',
  mail: 'what became of the activation mail',
  domain: 'the mail domain, such as web.de',
  network: 'where they signed up from: 203.0.113.0/24',
  group: 'the name of a group',
  joined: 'signed up: <2d, >2026-01-01',
  last: 'last sign-in: >90d, never',
  expires: 'the link ends: <2d',
  staff: 'may sign in to the console',
  superuser: 'may do everything',
  signal: 'what is odd about a sign-up: typo, burst…',
  has: 'note: the staff wrote something down',
  dup: 'somebody else has the same address',
  alike: 'a sign-up that looks like somebody else',
  email: 'a part of the e-mail address',
  user: 'a part of the user name',
  name: 'a part of the name',
};

const IS_MEANINGS: Readonly<Record<IsValue, string>> = {
  waiting: 'everybody in Pending',
  pending: 'not confirmed: the link still works',
  'to-approve': 'to approve: has confirmed the address',
  expired: 'the link ended before it was followed',
  active: 'may sign in',
  inactive: 'may not sign in any more',
  staff: 'may sign in to the console',
  superuser: 'may do everything',
};

/** What a value finds, where its operator does not say it. */
const VALUE_MEANINGS: Readonly<Partial<Record<PeopleOperator, Readonly<Record<string, string>>>>> =
  {
    is: IS_MEANINGS,
    mail: Object.fromEntries(
      Object.entries(MAIL_FILTERS).map(([fate, [, meaning]]) => [fate, meaning]),
    ),
    staff: { no: 'may not sign in to the console' },
    superuser: { no: 'has only the rights that were given' },
    signal: SIGNAL_WORDS,
    dup: { no: 'nobody else has the same address' },
    alike: { no: 'looks like nobody else' },
  };

const SPANS: Readonly<Partial<Record<PeopleOperator, readonly (readonly [string, string])[]>>> = {
  joined: [
    ['today', 'signed up today'],
    ['yesterday', 'signed up yesterday'],
    ['<1d', 'within a day'],
    ['<7d', 'within a week'],
    ['>90d', 'more than 90 days ago'],
  ],
  last: [
    ['<7d', 'within a week'],
    ['>90d', 'more than 90 days ago'],
    ['never', 'never signed in'],
  ],
  expires: [
    ['<1d', 'within a day'],
    ['<2d', 'within two days'],
  ],
};

/** Where the term at the caret begins and ends. */
export function termAt(text: string, caret: number): readonly [number, number] {
  const start = text.lastIndexOf(' ', caret - 1) + 1;
  const end = text.indexOf(' ', caret);
  return [start, end === -1 ? text.length : end];
}

/** What could stand in place of the term at the caret, the likeliest first. */
export function suggestionsFor(text: string, caret: number): readonly QuerySuggestion[] {
  const [start, end] = termAt(text, caret);
  const term = text.slice(start, end).toLowerCase();
  const minus = term.startsWith('-') ? '-' : '';
  const typed = term.slice(minus.length);
  if (typed === '' || typed.includes('"')) return [];
  const colon = typed.indexOf(':');
  const found =
    colon === -1
      ? byBeginning(typed)
      : valuesOf(typed.slice(0, colon)).filter(({ term: whole }) => whole.startsWith(typed));
  return found
    .filter(({ term: whole }) => whole !== typed)
    .slice(0, MOST)
    .map((suggestion) => ({ ...suggestion, term: minus + suggestion.term }));
}

/** The text after a suggestion was taken, and where the caret then stands. */
export function complete(
  text: string,
  caret: number,
  { term }: QuerySuggestion,
): { readonly text: string; readonly caret: number } {
  const [start, end] = termAt(text, caret);
  const rest = text.slice(end);
  const gap = term.endsWith(':') || rest.startsWith(' ') ? '' : ' ';
  const before = text.slice(0, start) + term + gap;
  return { text: before + rest, caret: before.length };
}

/** Operators by their name, and values that need not be known by their operator's. */
function byBeginning(typed: string): readonly QuerySuggestion[] {
  const operators = PEOPLE_OPERATORS.filter((name) => name.startsWith(typed)).map((name) => ({
    term: `${name}:`,
    meaning: MEANINGS[name],
  }));
  if (typed.length < 3) return operators;
  const values = PEOPLE_OPERATORS.flatMap(valuesOf).filter(({ term }) =>
    term.slice(term.indexOf(':') + 1).startsWith(typed),
  );
  return [...operators, ...values];
}

function valuesOf(name: string): readonly QuerySuggestion[] {
  const operator = PEOPLE_OPERATORS.find((known) => known === name);
  if (operator === undefined) return [];
  const spans = SPANS[operator] ?? [];
  const choices = choicesOf(operator) ?? [];
  return [
    ...choices.map((choice) => ({
      term: `${operator}:${choice}`,
      meaning: VALUE_MEANINGS[operator]?.[choice] ?? MEANINGS[operator],
    })),
    ...spans.map(([span, meaning]) => ({ term: `${operator}:${span}`, meaning })),
  ];
}
