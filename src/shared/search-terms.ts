/** One thing that a search asks for. */
export interface SearchTerm<Operator extends string> {
  readonly negated: boolean;
  /** In small letters; null of a word, and where the name before the colon is no operator. */
  readonly operator: Operator | null;
  /** That name, as typed. */
  readonly unknown: string | null;
  /** Without blanks around it. */
  readonly value: string;
  readonly quoted: boolean;
  /** All of it, as typed. */
  readonly text: string;
}

/** How many terms of a search count. */
export const MAX_TERMS = 20;

/** A sign of negation, a name, and what is asked for, bare or in quotes that may be unclosed. */
const TERM = /([-!])?(?:([a-z][a-z-]*):)?(?:"([^"]*)(?:"|$)|([^\s"]\S*))?/giu;

/**
 * A search as people type it: words, `operator:value`, either with `-` or `!` for its opposite and
 * with quotes around what has blanks in it. A sign of negation alone is a term without a value.
 */
export function searchTerms<Operator extends string>(
  text: string,
  operators: readonly Operator[],
): readonly SearchTerm<Operator>[] {
  const terms: SearchTerm<Operator>[] = [];
  for (const [typed, sign, name, quoted, bare = ''] of text.matchAll(TERM)) {
    if (typed === '') continue;
    const operator = operators.find((known) => known === name?.toLowerCase()) ?? null;
    terms.push({
      negated: sign !== undefined,
      operator,
      unknown: operator === null ? (name ?? null) : null,
      value: (quoted ?? bare).trim(),
      quoted: quoted !== undefined,
      text: typed,
    });
  }
  return terms;
}
