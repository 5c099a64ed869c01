import { choicesOf, type PeopleOperator, PEOPLE_OPERATORS, problemOf } from './people-operators.ts';

/** Text that must occur in a user name, a name or an e-mail address, whatever its letter case. */
export interface PeopleWord {
  readonly text: string;
  readonly negated: boolean;
}

/** `operator:value`, as typed: the value is good, but not yet understood. */
export interface PeopleCondition {
  readonly operator: PeopleOperator;
  readonly value: string;
  readonly negated: boolean;
}

/** A part of a query that is not understood and therefore not applied. */
export interface PeopleProblem {
  /** As typed. */
  readonly text: string;
  /** What is wrong and what would be right, for a person. */
  readonly message: string;
}

/** A search for people. All words and conditions must hold. */
export interface PeopleQuery {
  readonly words: readonly PeopleWord[];
  readonly conditions: readonly PeopleCondition[];
  readonly problems: readonly PeopleProblem[];
}

/** How many words and conditions count; what comes after is a problem. */
const MAX_TERMS = 20;

/** Text of which searches compare nothing: who looks for it would find everybody. */
const UNSEEN = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\s]+$/u;
const UNSEEN_WORD = 'One word has only characters that can’t be seen: it is left out.';

/** One term: a minus, an operator, and what it asks for, bare or in quotes that may be unclosed. */
const TERM = /(-?)(?:([a-z][a-z-]*):)?(?:"([^"]*)(?:"|$)|([^\s"]+))?/giu;

/**
 * Reads a query: words, `operator:value`, either with `-` for its opposite and with quotes around
 * what has blanks in it. Never fails: what is not understood is among the problems.
 */
export function parsePeopleQuery(text: string): PeopleQuery {
  const words: PeopleWord[] = [];
  const conditions: PeopleCondition[] = [];
  const problems: PeopleProblem[] = [];
  for (const [term, minus = '', name, quoted, bare = ''] of text.matchAll(TERM)) {
    if (term === '') continue;
    const negated = minus === '-';
    const written = (quoted ?? bare).replaceAll(/\s+/g, ' ').trim();
    const value = UNSEEN.test(written) ? '' : written;
    if (words.length + conditions.length === MAX_TERMS) {
      problems.push({ text: term, message: `Only ${MAX_TERMS} terms count.` });
    } else if (name === undefined) {
      if (value !== '') words.push({ text: value, negated });
      else if (written !== '') problems.push({ text: term, message: UNSEEN_WORD });
      else if (bare === '' && quoted === undefined) words.push({ text: minus, negated: false });
    } else {
      const operator = PEOPLE_OPERATORS.find((known) => known === name.toLowerCase());
      const asked = operator && choicesOf(operator) ? value.toLowerCase() : value;
      const message = problemOf(operator, name, asked);
      if (operator === undefined || message !== null) {
        problems.push({ text: term, message: message ?? '' });
      } else conditions.push({ operator, value: asked, negated });
    }
  }
  return { words, conditions, problems };
}

/** The text of a query, which reads as the same words and conditions; problems stay at the end. */
export function formatPeopleQuery({ words, conditions, problems }: PeopleQuery): string {
  return [
    ...conditions.map(
      ({ operator, value, negated }) => `${negated ? '-' : ''}${operator}:${quotedIfNeeded(value)}`,
    ),
    ...words.map(({ text, negated }) => `${negated ? '-' : ''}${wordText(text)}`),
    ...problems.map(({ text }) => text),
  ].join(' ');
}

function quotedIfNeeded(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}

/** A word that would be read as something else is quoted. */
function wordText(text: string): string {
  if (text === '-') return text;
  return /\s|^-|^[a-z][a-z-]*:/iu.test(text) ? `"${text}"` : text;
}
