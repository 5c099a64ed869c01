import { readLocalDay } from './local-day.ts';
import { MAX_TERMS, searchTerms } from './search-terms.ts';

/** What the log can be asked beside words. */
export const AUDIT_OPERATORS = ['by', 'kind', 'on', 'via', 'after', 'before'] as const;
export type AuditOperator = (typeof AUDIT_OPERATORS)[number];

/** What the log calls a visitor of the accounts site. It is stored and chained there: it stays. */
export const VISITOR_LABEL = 'the person themselves';

export const AUDIT_VIA = ['console', 'site', 'system'] as const;

export interface AuditCondition {
  readonly operator: AuditOperator;
  readonly value: string;
  readonly negated: boolean;
}

/** Text in who, in what, or the beginning of the name of on whom. */
export interface AuditWord {
  readonly text: string;
  readonly negated: boolean;
}

/** A search of the log. All words and conditions must hold. */
export interface AuditQuery {
  readonly words: readonly AuditWord[];
  readonly conditions: readonly AuditCondition[];
  /** What is not understood and does not count, in words. */
  readonly problems: readonly string[];
}

/** Reads a search of the log, in the manner of the search for people. Never fails. */
export function parseAuditQuery(text: string): AuditQuery {
  const words: AuditWord[] = [];
  const conditions: AuditCondition[] = [];
  const problems: string[] = [];
  for (const { negated, operator, unknown, value } of searchTerms(text, AUDIT_OPERATORS)) {
    if (operator === null && unknown === null && value === '') continue;
    if (words.length + conditions.length === MAX_TERMS) {
      problems.push(`Only ${MAX_TERMS} terms count.`);
      break;
    }
    const problem = unknown === null ? problemOf(operator, value) : noOperator(unknown);
    if (problem !== null) problems.push(problem);
    else if (operator === null) words.push({ text: value, negated });
    else conditions.push({ operator, value, negated });
  }
  return { words, conditions, problems };
}

function noOperator(name: string): string {
  const known = AUDIT_OPERATORS.map((operator) => `${operator}:`).join(' ');
  return `There is no “${name}:”. There are ${known}. To look for the text, put it in quotes.`;
}

function problemOf(operator: AuditOperator | null, value: string): string | null {
  if (operator === 'via') {
    const isKnown = AUDIT_VIA.some((via) => via === value.toLowerCase());
    return isKnown ? null : `via: is one of ${AUDIT_VIA.join(', ')}.`;
  }
  if (operator === 'after' || operator === 'before') {
    return readLocalDay(value, new Date()) === null
      ? `${operator}: takes a day, a month or a year, such as 2026-05-03, today or yesterday.`
      : null;
  }
  return value === '' ? `${operator}: needs a text behind it.` : null;
}
