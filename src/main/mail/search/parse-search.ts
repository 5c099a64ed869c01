import { readLocalDay } from '../../../shared/local-day.ts';
import { MAX_TERMS, type SearchTerm as Term, searchTerms } from '../../../shared/search-terms.ts';
import { readSize } from './search-values.ts';
import { hasWords } from './search-text.ts';

export type WordField = 'any' | 'sender' | 'recipients' | 'subject';

type Wanted =
  | {
      readonly kind: 'words';
      readonly field: WordField;
      readonly text: string;
      /** Quoted: the last word too must stand as written, not only begin so. */
      readonly exact: boolean;
    }
  | { readonly kind: 'is'; readonly flag: 'attachment' | 'unread' | 'read' | 'starred' }
  | { readonly kind: 'tag'; readonly label: string }
  | { readonly kind: 'before' | 'after'; readonly instant: Date }
  | { readonly kind: 'larger' | 'smaller'; readonly bytes: number };

export type SearchTerm = Wanted & { readonly negated: boolean };

export interface ParsedSearch {
  /** All of them must hold. */
  readonly terms: readonly SearchTerm[];
  /** What could not be understood and was left out, in words; null when all could. */
  readonly problem: string | null;
}

const FIELDS: Readonly<Record<string, WordField>> = {
  from: 'sender',
  to: 'recipients',
  subject: 'subject',
};
const FLAGS = {
  'has:attachment': 'attachment',
  'has:attachments': 'attachment',
  'is:unread': 'unread',
  'is:read': 'read',
  'is:starred': 'starred',
} as const;
const OPERATORS = [
  'from',
  'to',
  'subject',
  'has',
  'is',
  'tag',
  'before',
  'after',
  'larger',
  'smaller',
] as const;
/** What stands before colons in mails themselves. */
const OFTEN_IN_MAILS = new Set('re fw fwd aw wg tr sv vs mailto tel cid http https'.split(' '));

/**
 * Reads a search as people type it: words, "quoted words", operators such as `from:karin` or
 * `larger:1MB`, and `-` before any of them. Never throws: what is wrong is left out and told.
 *
 * @param now For `today` and `yesterday`; days are those of this computer's time zone.
 */
export function parseSearch(text: string, now: Date): ParsedSearch {
  const terms: SearchTerm[] = [];
  const problems: string[] = [];
  for (const typed of searchTerms(text, OPERATORS)) {
    const wanted = read(typed, now);
    const doubt = doubtOf(typed);
    if (doubt !== null) problems.push(doubt);
    if (typeof wanted === 'string') problems.push(wanted);
    else if (terms.length < MAX_TERMS) terms.push({ ...wanted, negated: typed.negated });
    else problems.push(`Only the first ${MAX_TERMS} conditions count.`);
  }
  return { terms, problem: problems[0] ?? null };
}

type Typed = Term<(typeof OPERATORS)[number]>;

/** What may have been meant otherwise than it is looked for. */
function doubtOf({ text, operator, quoted }: Typed): string | null {
  if (operator !== null || quoted) return null;
  if (text === 'OR' || text === 'AND') {
    return `“${text}” was looked for as a word: all words of a search must occur.`;
  }
  const [, name = '', value = ''] = /^[-!]?([a-z][a-z_-]{1,19}):([^/].*)$/i.exec(text) ?? [];
  if (value === '' || OFTEN_IN_MAILS.has(name.toLowerCase())) return null;
  return `“${name}:” is no operator and was looked for as a word. There are ${OPERATORS.map((each) => `${each}:`).join(', ')}.`;
}

/**
 * A name before a colon that is no operator belongs to the words, as in an address.
 *
 * @returns What is wanted, or what is wrong.
 */
function read({ text, operator, unknown, value, quoted }: Typed, now: Date): Wanted | string {
  if (operator !== null && value === '') {
    return `“${operator}:” was left out: write what it should find right after the colon.`;
  }
  const field = operator === null ? 'any' : FIELDS[operator];
  if (field !== undefined) {
    const words = unknown === null ? value : `${unknown}:${value}`;
    if (hasWords(words)) return { kind: 'words', field, text: words, exact: quoted };
    return `“${text}” was left out: there is no letter or digit in it to look for.`;
  }
  return operator === null ? '' : readOperator(operator, value, now);
}

function readOperator(operator: string, value: string, now: Date): Wanted | string {
  const leftOut = `“${operator}:${value}” was left out:`;
  switch (operator) {
    case 'tag':
      return { kind: 'tag', label: value };
    case 'before':
    case 'after': {
      const instant = readLocalDay(value, now);
      if (instant) return { kind: operator, instant };
      return `${leftOut} it needs a date such as 2026-03-01, today or yesterday.`;
    }
    case 'larger':
    case 'smaller': {
      const bytes = readSize(value);
      if (bytes !== null) return { kind: operator, bytes };
      return `${leftOut} it needs a size such as 500kB or 2MB.`;
    }
    default: {
      const name = `${operator}:${value.toLowerCase()}`;
      if (Object.hasOwn(FLAGS, name)) {
        return { kind: 'is', flag: FLAGS[name as keyof typeof FLAGS] };
      }
      const known = operator === 'has' ? 'has:attachment' : 'is:unread, is:read and is:starred';
      return `${leftOut} known ${operator === 'has' ? 'is' : 'are'} ${known}.`;
    }
  }
}
