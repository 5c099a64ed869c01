import { readLocalDay } from './local-day.ts';

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

/** A search of the log. All words and conditions must hold. */
export interface AuditQuery {
  /** In who, in what, or the beginning of the name of on whom. */
  readonly words: readonly string[];
  readonly conditions: readonly AuditCondition[];
  /** What is not understood and does not count, in words. */
  readonly problems: readonly string[];
}

const MAX_TERMS = 20;
const TERM = /(-?)(?:([a-z]+):)?(?:"([^"]*)(?:"|$)|([^\s"]+))?/giu;

/** Reads a search of the log, in the manner of the search for people. Never fails. */
export function parseAuditQuery(text: string): AuditQuery {
  const words: string[] = [];
  const conditions: AuditCondition[] = [];
  const problems: string[] = [];
  for (const [term, minus, name, quoted, bare = ''] of text.matchAll(TERM)) {
    const value = (quoted ?? bare).trim();
    if (term === '' || (name === undefined && value === '')) continue;
    if (words.length + conditions.length === MAX_TERMS) {
      problems.push(`Only ${MAX_TERMS} terms count.`);
      break;
    }
    if (name === undefined) {
      words.push(`${minus ?? ''}${value}`);
      continue;
    }
    const operator = AUDIT_OPERATORS.find((known) => known === name.toLowerCase());
    const problem = operator ? problemOf(operator, value) : unknown(name);
    if (operator === undefined || problem !== null) problems.push(problem ?? '');
    else conditions.push({ operator, value, negated: minus === '-' });
  }
  return { words, conditions, problems };
}

function unknown(name: string): string {
  const known = AUDIT_OPERATORS.map((operator) => `${operator}:`).join(' ');
  return `There is no “${name}:”. There are ${known}. To look for the text, put it in quotes.`;
}

function problemOf(operator: AuditOperator, value: string): string | null {
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
