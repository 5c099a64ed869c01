import {
  choicesOf,
  noOperator,
  type PeopleOperator,
  PEOPLE_OPERATORS,
  problemOf,
} from './people-operators.ts';
import { MAX_TERMS, searchTerms } from './search-terms.ts';

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

/** Text of which searches compare nothing: who looks for it would find everybody. */
const UNSEEN = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\s]+$/u;
const UNSEEN_WORD = 'One word has only characters that can’t be seen: it is left out.';

/**
 * Reads a query: words, `operator:value`, either with `-` for its opposite and with quotes around
 * what has blanks in it. Never fails: what is not understood is among the problems.
 */
export function parsePeopleQuery(text: string): PeopleQuery {
  const words: PeopleWord[] = [];
  const conditions: PeopleCondition[] = [];
  const problems: PeopleProblem[] = [];
  for (const term of searchTerms(text, PEOPLE_OPERATORS)) {
    const { negated, operator, unknown } = term;
    const written = term.value.replaceAll(/\s+/g, ' ');
    const value = UNSEEN.test(written) ? '' : written;
    if (words.length + conditions.length === MAX_TERMS) {
      problems.push({ text: term.text, message: `Only ${MAX_TERMS} terms count.` });
    } else if (unknown !== null) {
      problems.push({ text: term.text, message: noOperator(unknown) });
    } else if (operator === null) {
      if (value !== '') words.push({ text: value, negated });
      else if (written !== '') problems.push({ text: term.text, message: UNSEEN_WORD });
      else if (!term.quoted) words.push({ text: term.text, negated: false });
    } else {
      const asked = choicesOf(operator) ? value.toLowerCase() : value;
      const message = problemOf(operator, asked);
      if (message !== null) problems.push({ text: term.text, message });
      else conditions.push({ operator, value: asked, negated });
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

/** A word that would be read as something else is quoted, but of what has quotes inside. */
function wordText(text: string): string {
  if (text === '-' || text === '!' || text.includes('"')) return text;
  return /\s|^[-!]|^[a-z][a-z-]*:/iu.test(text) ? `"${text}"` : text;
}
