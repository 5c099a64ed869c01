import { sql } from 'kysely';

import { guardExactId } from './exact-ids.ts';

/**
 * A parenthesised subquery of the given keys, for `IN`: one parameter, however many they are.
 * @throws RefusedError `conflict` for an id that may be another row's.
 */
export function keySet<Each extends number | string>(keys: readonly Each[]) {
  for (const key of keys) guardExactId(key);
  return sql<Each>`(SELECT value FROM json_each(${JSON.stringify(keys)}))`;
}
