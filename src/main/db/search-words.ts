import { type RawBuilder, sql } from 'kysely';

/** How many words of a search count; the rest is ignored. */
const MAX_WORDS = 8;

/**
 * SQL for Django's admin search: every word occurs in at least one column, whatever the case of
 * ASCII letters (django.contrib.admin, icontains on SQLite).
 */
export function matchesWords(search: string, columns: readonly string[]): RawBuilder<boolean> {
  const words = search.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  if (words.length === 0) return sql<boolean>`1`;
  const each = words.map((word) => {
    const pattern = containing(word);
    const tests = columns.map((column) => sql`${sql.ref(column)} LIKE ${pattern} ESCAPE '\\'`);
    return sql`(${sql.join(tests, sql` OR `)})`;
  });
  return sql<boolean>`${sql.join(each, sql` AND `)}`;
}

/** A LIKE pattern, to be used with `ESCAPE '\\'`, for text that contains this literally. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`;
}
