import { formatPeopleQuery, parsePeopleQuery } from '../../../shared/people-query.ts';

/** The search that finds who is in a group, or null where its name can't be said in one. */
export function groupQuery(name: string): string | null {
  const condition = { operator: 'group', value: name, negated: false } as const;
  const query = formatPeopleQuery({ words: [], conditions: [condition], problems: [] });
  const { conditions, words, problems } = parsePeopleQuery(query);
  const isSaid = conditions.length === 1 && words.length + problems.length === 0;
  return isSaid && conditions[0]?.value === name ? query : null;
}
