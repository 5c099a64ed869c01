import { type RawBuilder, sql } from 'kysely';

import { parsePeopleQuery } from '../../shared/people-query.ts';
import type { AccountClock } from '../accounts/account-rows.ts';
import { fromAccounts, reissuedKeys } from '../accounts/registration-window.ts';
import type { Database } from '../db/open-database.ts';
import { allMailFates } from '../mail/mail-fate.ts';
import { readSetting } from '../settings/settings-store.ts';
import type { People, PeopleSearch } from './people.ts';
import { readQuery } from './read-query.ts';
import { sqlCondition } from './sql-condition.ts';
import { MAIL_ORDER, type PeopleSort, sqlOrder } from './sql-order.ts';

const OFF = { state: 'off', progress: 0, asOf: null } as const;

/** Finds people by SQL alone: right for any number, quick for up to some ten thousand. */
export function createSqlPeople(given: {
  readonly db: Database;
  readonly now: () => Date;
}): People {
  const { db } = given;

  async function found(search: PeopleSearch) {
    const clock = await readClock(given);
    const typed = readQuery(parsePeopleQuery(search.query), clock);
    const waiting = readQuery(parsePeopleQuery(search.waiting ? 'is:waiting' : ''), clock);
    const where = await sqlCondition(db, { kind: 'all', of: [waiting, typed] });
    return { clock, where, from: fromAccounts(await reissuedKeys(db)) };
  }

  return {
    async window({ sort, offset, limit, ...search }) {
      const { clock, from, where } = await found(search);
      const order = sqlOrder(sort, { clock, mailRank: sql`coalesce(mail.value, ${NO_MAIL})` });
      const { rows } = await sql<{ id: number }>`
        SELECT auth_user.id ${from} ${await joinMails(db, sort)} WHERE ${where}
        ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`.execute(db);
      const total = await countOf(db, sql`${from} WHERE ${where}`);
      return { ids: rows.map(({ id }) => id), total, index: OFF };
    },
    async count(search) {
      const { from, where } = await found(search);
      return countOf(db, sql`${from} WHERE ${where}`);
    },
    async ids(search) {
      const { from, where } = await found(search);
      const { rows } = await sql<{ id: number }>`
        SELECT auth_user.id ${from} WHERE ${where} ORDER BY auth_user.id`.execute(db);
      return Uint32Array.from(rows, ({ id }) => id);
    },
    // Every search reads what is stored.
    changed: () => {},
  };
}

const NO_MAIL = MAIL_ORDER.indexOf('none');

/** The rank of everybody's latest mail, joined in as `mail` where the order asks for it. */
async function joinMails(db: Database, sort: PeopleSort): Promise<RawBuilder<unknown>> {
  if (sort.column !== 'mail') return sql``;
  const ranks = (await allMailFates(db)).map(({ accountId, fate }) => [
    accountId,
    MAIL_ORDER.indexOf(fate),
  ]);
  return sql`LEFT JOIN (
    SELECT CAST(key AS INTEGER) AS user_id, value FROM json_each(${JSON.stringify(Object.fromEntries(ranks))})
    GROUP BY user_id
  ) AS mail ON mail.user_id = auth_user.id`;
}

async function countOf(db: Database, rest: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count ${rest}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Now, and how long links are good for. */
export async function readClock(given: {
  readonly db: Database;
  readonly now: () => Date;
}): Promise<AccountClock> {
  const { activationDays } = await readSetting(given.db, 'registration');
  return { now: given.now(), activationDays };
}
