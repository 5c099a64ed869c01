import { setImmediate } from 'node:timers/promises';

import { type RawBuilder, sql } from 'kysely';

import { parsePeopleQuery } from '../../shared/people-query.ts';
import type { AccountClock } from '../accounts/account-rows.ts';
import { commonDomains } from '../accounts/common-domains.ts';
import { fromAccounts, joinByAccount, reissuedKeys } from '../accounts/registration-window.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { allMailFates } from '../mail/outbox/mail-fate.ts';
import { readSetting } from '../settings/settings-store.ts';
import { joinedPerDay } from './joined-per-day.ts';
import type { People, PeopleSearch, PeopleWindowRequest } from './people.ts';
import {
  asksSignal,
  type Condition,
  hasTest,
  type QueryClock,
  readQuery,
  signalTests,
  type Test,
} from './read-query.ts';
import { similarAmong } from './similar/similar-among.ts';
import { withoutWords } from './similar/without-words.ts';
import { sqlCondition, TEXTS } from './sql-condition.ts';
import { MAIL_ORDER, type PeopleColumn, type PeopleSort, sqlOrder } from './sql-order.ts';
import { withSignalled } from './sql-signals.ts';

/** How many are looked up at once. */
const ASKED_AT_ONCE = 2_000;
/** How many are counted at once. */
const COUNTED_AT_ONCE = 20_000;
const NO_MAIL = MAIL_ORDER.indexOf('none');

interface Given {
  readonly db: Database;
  readonly now: () => Date;
}

/** Finds people by SQL alone: right for any number, quick for up to some ten thousand. */
export function createSqlPeople(
  given: Given & { readonly disposableDomains: ReadonlySet<string> },
): Pick<People, 'window' | 'count' | 'joinedPerDay' | 'ids' | 'similar'> {
  const { db } = given;
  const read = async (search: PeopleSearch) => {
    const { condition, clock } = await readSearch(given, search);
    return { condition: await withSignalled(given, condition), clock };
  };
  return {
    async window(request) {
      const { condition, clock } = await read(request);
      const tests = request.sort.column === 'signals' ? signalTests(clock.usualDomains) : [];
      const signals = await Promise.all(tests.map((each) => withSignalled(given, each)));
      const ids = await sqlWindow(db, { ...request, condition, clock, signals });
      return { ids, total: await sqlCount(db, condition) };
    },
    count: async (search) => sqlCount(db, (await read(search)).condition),
    joinedPerDay: (span) => joinedPerDay(db, span),
    ids: async (search) => sqlIds(db, (await read(search)).condition),
    similar: async (search) => {
      const { rest, texts } = withoutWords(search);
      if (texts.length === 0) return [];
      const { condition } = await read(rest);
      return similarAmong(await sqlTexts(db, condition), texts);
    },
  };
}

/** The ids of all who meet a condition, in their own order; as one text, a row each is too much. */
export async function sqlIds(db: Database, condition: Condition): Promise<Float64Array> {
  const { rows } = await sql<{ ids: string }>`
    SELECT json_group_array(auth_user.id ORDER BY auth_user.id) AS ids
    ${await selection(db, condition)}`.execute(db);
  return Float64Array.from(JSON.parse(rows[0]?.ids ?? '[]') as number[]);
}

/** The folded texts of all who meet a condition. */
async function sqlTexts(db: Database, condition: Condition) {
  const { rows } = await sql<{ id: number; text: string }>`
    SELECT auth_user.id, ${TEXTS.any} AS text ${await selection(db, condition)}`.execute(db);
  return rows;
}

/** What a search asks for now. @param search.sort In whose order it is read, if in any. */
export async function readSearch(
  given: Given,
  { query, waiting, sort }: PeopleSearch & { readonly sort?: PeopleSort },
): Promise<{ readonly condition: Condition; readonly clock: QueryClock }> {
  const parsed = parsePeopleQuery(query);
  const isSignal = asksSignal(parsed) || sort?.column === 'signals';
  const usual = isSignal ? await commonDomains(given) : [];
  const clock = { ...(await readClock(given)), usualDomains: [...usual].toSorted() };
  const typed = readQuery(parsed, clock);
  if (!waiting) return { condition: typed, clock };
  const base = readQuery(parsePeopleQuery('is:waiting'), clock);
  return { condition: { kind: 'all', of: [base, typed] }, clock };
}

/**
 * The ids of one window of those who meet a condition.
 * @param request.newest Only of the newest so many accounts; of all when left out.
 * @param request.signals What is counted for the order of signals.
 */
export async function sqlWindow(
  db: Database,
  request: Pick<PeopleWindowRequest, 'sort' | 'offset' | 'limit'> & {
    readonly condition: Condition;
    readonly clock: AccountClock;
    readonly newest?: number;
    readonly signals?: readonly Condition[];
  },
): Promise<readonly number[]> {
  const { condition, clock, sort, offset, limit, newest, signals = [] } = request;
  const given = await Promise.all(
    signals.map(async (signal) => sql`(${await sqlCondition(db, signal)})`),
  );
  const order = sqlOrder(sort, {
    clock,
    mailRank: sql`coalesce(mail.value, ${NO_MAIL})`,
    signalRank: sql`-(${sql.join([sql`0`, ...given], sql` + `)})`,
  });
  const recent =
    newest === undefined
      ? sql``
      : sql`AND auth_user.id > (SELECT max(id) FROM auth_user) - ${newest}`;
  const { rows } = await sql<{ id: number }>`
    SELECT auth_user.id ${await selection(db, condition, { column: sort.column })} ${recent}
    ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`.execute(db);
  return rows.map(({ id }) => id);
}

/** How many meet a condition. */
export async function sqlCount(db: Database, condition: Condition): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count ${await selection(db, condition)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * How many a search finds, in a database that has no index here: so many accounts are looked at in a
 * statement, and others are served in between.
 */
export async function countInPieces(given: Given, search: PeopleSearch): Promise<number> {
  const { db } = given;
  const found = await selection(db, (await readSearch(given, search)).condition);
  let total = 0;
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const { rows } = await sql<{ last: number | null }>`
      SELECT max(id) AS last FROM (SELECT id FROM auth_user WHERE id > ${after}
      ORDER BY id LIMIT ${COUNTED_AT_ONCE})`.execute(db);
    const last = rows[0]?.last ?? null;
    if (last === null) return total;
    const counted = await sql<{ count: number }>`
      SELECT count(*) AS count ${found}
      AND auth_user.id > ${after} AND auth_user.id <= ${last}`.execute(db);
    total += counted.rows[0]?.count ?? 0;
    after = last;
    await setImmediate();
  }
}

/** Which of these meet a condition; others are served in between. */
export async function stillMatching(
  db: Database,
  condition: Condition,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  const matching = new Set<number>();
  for (let start = 0; start < ids.length; start += ASKED_AT_ONCE) {
    if (start > 0) await setImmediate();
    const some = ids.slice(start, start + ASKED_AT_ONCE);
    const { rows } = await sql<{ id: number }>`
      SELECT auth_user.id ${await selection(db, condition, { ids: some })}
        AND auth_user.id IN ${keySet(some)}`.execute(db);
    for (const { id } of rows) matching.add(id);
  }
  return matching;
}

/**
 * From and where, out of no more tables than the condition and the order ask for.
 * @param given.ids Nobody else is looked for.
 */
async function selection(
  db: Database,
  condition: Condition,
  { column, ids }: { readonly column?: PeopleColumn; readonly ids?: readonly number[] } = {},
): Promise<RawBuilder<unknown>> {
  const asksIssued = hasTest(
    condition,
    (test) => test.kind === 'instant' && test.column === 'issued',
  );
  const needsReissued = asksIssued || column === 'expiresAt' || column === 'state';
  const needsProfile = needsReissued || hasTest(condition, asksProfile);
  const from = needsProfile
    ? fromAccounts(needsReissued ? await reissuedKeys(db, ids) : '{}')
    : sql`FROM auth_user`;
  const mails = column === 'mail' ? await joinMails(db) : sql``;
  return sql`${from} ${mails} WHERE ${await sqlCondition(db, condition)}`;
}

function asksProfile(test: Test): boolean {
  return test.kind === 'flag' && (test.flag === 'unconfirmed' || test.flag === 'unapproved');
}

/** The rank of everybody's latest mail, joined in as `mail`. */
async function joinMails(db: Database): Promise<RawBuilder<unknown>> {
  const fates = await allMailFates(db);
  const ranks = fates.map(({ accountId, fate }) => [accountId, MAIL_ORDER.indexOf(fate)]);
  return joinByAccount('mail', JSON.stringify(Object.fromEntries(ranks)));
}

/** Now, and how long links are good for. */
export async function readClock({ db, now }: Given): Promise<AccountClock> {
  const { activationDays } = await readSetting(db, 'registration');
  return { now: now(), activationDays };
}
