import type { Database } from '../db/open-database.ts';
import { keySet } from '../operations/row-store.ts';

/** Of how many accounts the usual domains are taken, twice, and how many people make one usual. */
const SAMPLE = 2_000;
const MANY = 6;
/** Shorter ones are too often one letter from each other. */
const SHORTEST_DOMAIN = 8;
/**
 * The mail domains that many accounts have: a slip of the finger makes no many. They are counted
 * among the first accounts of the site and evenly among all later ones, so that who was imported
 * last, and how many they are, hides no domain.
 */
export async function commonDomains(db: Database): Promise<ReadonlySet<string>> {
  const accounts = db.selectFrom('auth_user').select(['id', 'email']).orderBy('id');
  const first = await accounts.limit(SAMPLE).execute();
  const newest = await accounts.clearOrderBy().orderBy('id', 'desc').limit(1).executeTakeFirst();
  const from = first.at(-1)?.id ?? 0;
  const step = ((newest?.id ?? 0) - from) / SAMPLE;
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
