/** The term of a search that finds mails with a tag. */
export function tagTerm(label: string): string {
  return /\s/.test(label) ? `tag:"${label}"` : `tag:${label}`;
}

/** Whether a term stands in a search by itself. */
export function hasTerm(search: string, term: string): boolean {
  return ` ${search} `.includes(` ${term} `);
}

/** A search with a term at its end, or without it where it stood there already. */
export function toggleTerm(search: string, term: string): string {
  if (!hasTerm(search, term)) return `${search.trim()} ${term}`.trim();
  return ` ${search} `.replace(` ${term} `, () => ' ').trim();
}
