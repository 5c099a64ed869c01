import { parseDjangoDatetime, toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';

/** How much may happen: so many at once, and then so many in each span of time. */
export interface RateRule {
  readonly burst: number;
  /** How many more every `perMs` milliseconds. */
  readonly refill: number;
  readonly perMs: number;
}

/**
 * Takes one from a limit (a leaky bucket): what happened leaks away with time. The levels are in
 * the database, so a restart does not reset them. Many at once can't outrun them.
 *
 * In any span of `perMs` at most `burst + refill` are let through.
 *
 * @returns 0 when it was taken, otherwise the milliseconds until one can be.
 */
export function takeRate(
  db: Database,
  name: string,
  given: { readonly rule: RateRule; readonly now: Date },
): Promise<number> {
  const take = (transaction: Database) => takeNow(transaction, name, given);
  return db.isTransaction ? take(db) : db.transaction().execute(take);
}

async function takeNow(
  db: Database,
  name: string,
  given: { readonly rule: RateRule; readonly now: Date },
): Promise<number> {
  const { rule, now } = given;
  const leakPerMs = rule.refill / rule.perMs;
  const row = await db
    .selectFrom('gatehouse_rate')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst();
  const since = parseDjangoDatetime(row?.updated_at ?? null) ?? now;
  const elapsed = Math.max(0, now.getTime() - since.getTime());
  const rest = Math.max(0, (row?.level ?? 0) - elapsed * leakPerMs);
  const isTaken = rest + 1 <= rule.burst;
  // Written either way, so that a refusal takes as long as a yes.
  const level = isTaken ? rest + 1 : rest;
  const updated_at = toDjangoDatetime(now);
  await db
    .insertInto('gatehouse_rate')
    .values({ name, level, updated_at })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ level, updated_at }))
    .execute();
  return isTaken ? 0 : Math.max(1, Math.ceil((rest + 1 - rule.burst) / leakPerMs));
}
