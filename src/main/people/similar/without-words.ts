import { formatPeopleQuery, parsePeopleQuery } from '../../../shared/people-query.ts';
import type { PeopleSearch } from '../people.ts';

/** A search that finds nobody, as what still holds of it and the words that nobody has. */
export function withoutWords(search: PeopleSearch): {
  readonly rest: PeopleSearch;
  readonly texts: readonly string[];
} {
  const { words, conditions } = parsePeopleQuery(search.query);
  const query = formatPeopleQuery({
    words: words.filter(({ negated }) => negated),
    conditions,
    problems: [],
  });
  const texts = words.flatMap(({ text, negated }) => (negated ? [] : [text]));
  return { rest: { ...search, query }, texts };
}
