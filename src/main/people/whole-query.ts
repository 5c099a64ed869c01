import { invalidFields } from '../../shared/errors.ts';
import { parsePeopleQuery } from '../../shared/people-query.ts';

/**
 * The query, if all of it is understood: what is acted on must not be more than was asked for.
 * @throws RefusedError `invalid-input` with what is wrong.
 */
export function wholeQuery(query: string): string {
  const { problems } = parsePeopleQuery(query);
  if (problems.length > 0) throw invalidFields({ query: problems.map(({ message }) => message) });
  return query;
}
