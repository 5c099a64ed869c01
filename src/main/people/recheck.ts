import type { Database } from '../db/open-database.ts';
import type { Condition } from './read-query.ts';
import { stillMatching } from './sql-people.ts';

/** Those of these who still meet what a row can be asked for by itself, in the same order. */
export async function stillThere(
  db: Database,
  condition: Condition,
  ids: readonly number[],
): Promise<readonly number[]> {
  const test = recheckable(condition);
  if (test === null || ids.length === 0) return ids;
  const matching = await stillMatching(db, test, ids);
  return ids.filter((id) => matching.has(id));
}

/**
 * The part of a condition that a row can be asked for by itself, to be sure of what the index
 * said: whoever meets the condition meets this too. Null when there is none.
 */
function recheckable(condition: Condition): Condition | null {
  if (condition.kind !== 'all') return isWhole(condition) ? condition : null;
  const of = condition.of.flatMap((part) => recheckable(part) ?? []);
  return of.length === 0 ? null : { kind: 'all', of };
}

/** Whether accounts are compared with each other, which no row alone can tell. */
export function comparesAccounts(condition: Condition): boolean {
  if (condition.kind === 'not') return comparesAccounts(condition.of);
  if (condition.kind === 'all' || condition.kind === 'any') {
    return condition.of.some(comparesAccounts);
  }
  return condition.kind === 'duplicate' || condition.kind === 'alike';
}

/** Whether nothing is asked. */
export function isEverybody(condition: Condition): boolean {
  return condition.kind === 'all' && condition.of.every(isEverybody);
}

function isWhole(condition: Condition): boolean {
  if (condition.kind === 'not') return isWhole(condition.of);
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.every(isWhole);
  return condition.kind !== 'mail' && !comparesAccounts(condition);
}
