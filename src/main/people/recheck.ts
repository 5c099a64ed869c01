import type { Database } from '../db/open-database.ts';
import { type Condition, hasTest, type Test } from './read-query.ts';
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
  if (condition.kind !== 'all') return hasTest(condition, isBesideRow) ? null : condition;
  const of = condition.of.flatMap((part) => recheckable(part) ?? []);
  return of.length === 0 ? null : { kind: 'all', of };
}

/** Whether accounts are compared with each other or with what is beside them: no row alone can tell. */
export function comparesAccounts(condition: Condition): boolean {
  return hasTest(condition, isComparison);
}

/** Whether nothing is asked. */
export function isEverybody(condition: Condition): boolean {
  return condition.kind === 'all' && condition.of.every(isEverybody);
}

function isComparison({ kind }: Test): boolean {
  return kind === 'duplicate' || kind === 'signal';
}

/** Whether a row alone does not tell. */
function isBesideRow(test: Test): boolean {
  return test.kind === 'mail' || isComparison(test);
}
