import { MINUTE_MS } from '../../shared/durations.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';

/** Of how many accounts the usual domains are taken, twice, and how many people make one usual. */
const SAMPLE = 2_000;
const MANY = 6;
/** Shorter ones are too often one letter from each other. */
const SHORTEST_DOMAIN = 8;

interface Sample {
  readonly at: number;
  readonly domains: ReadonlySet<string>;
}
const newest = new WeakMap<Database, Sample>();

/**
 * The mail domains that many accounts have: a slip of the finger makes no many. They are counted
 * among the first accounts of the site and evenly among all later ones, so that who was imported
 * last, and how many they are, hides no domain. What was counted holds for a minute.
 */
export async function commonDomains(given: {
  readonly db: Database;
  readonly now: () => Date;
}): Promise<ReadonlySet<string>> {
  const at = given.now().getTime();
  const known = newest.get(given.db);
  // A clock that was set back is no reason to wait for it.
  if (known && Math.abs(at - known.at) < MINUTE_MS) return known.domains;
  const domains = await sampledDomains(given.db);
  newest.set(given.db, { at, domains });
  return domains;
}

async function sampledDomains(db: Database): Promise<ReadonlySet<string>> {
  const accounts = db.selectFrom('auth_user').select(['id', 'email']).orderBy('id');
  const first = await accounts.limit(SAMPLE).execute();
  const last = await accounts.clearOrderBy().orderBy('id', 'desc').limit(1).executeTakeFirst();
  const from = first.at(-1)?.id ?? 0;
  const step = ((last?.id ?? 0) - from) / SAMPLE;
  const spread = Array.from({ length: SAMPLE }, (_, index) => from + Math.ceil(step * (index + 1)));
  const later =
    step > 0 ? await accounts.where('id', 'in', keySet([...new Set(spread)])).execute() : [];
  const byDomain = Map.groupBy([...first, ...later], ({ email }) =>
    email.slice(email.lastIndexOf('@') + 1).toLowerCase(),
  );
  return new Set(
    [...byDomain].flatMap(([domain, { length }]) =>
      length >= MANY && domain.length >= SHORTEST_DOMAIN ? [domain] : [],
    ),
  );
}
