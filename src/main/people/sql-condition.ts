import { type RawBuilder, sql } from 'kysely';

import { notedAccounts } from '../accounts/account-notes.ts';
import { duplicateAccounts } from '../accounts/duplicates.ts';
import { awaitsApproval, keyIssuedAt } from '../accounts/registration-window.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { accountsWithMailFate } from '../mail/outbox/mail-fate.ts';
import { accountsFromNetwork } from '../accounts/sign-up-networks.ts';
import type { Condition, Flag, InstantColumn, Test } from './read-query.ts';

/** A person's texts, folded, in which words are looked for. */
export const TEXTS = {
  any: sql`gatehouse_person_text(auth_user.username, auth_user.first_name, auth_user.last_name,
    auth_user.email)`,
  user: sql`gatehouse_fold(auth_user.username)`,
  name: sql`gatehouse_fold(auth_user.first_name || ' ' || auth_user.last_name)`,
  email: sql`gatehouse_fold(auth_user.email)`,
} as const;

const FLAGS: Readonly<Record<Flag, RawBuilder<boolean>>> = {
  active: sql`auth_user.is_active = 1`,
  staff: sql`auth_user.is_staff = 1`,
  superuser: sql`auth_user.is_superuser = 1`,
  unconfirmed: sql`(auth_user.is_active = 0 AND profile.activated IS 0)`,
  unapproved: awaitsApproval,
  unseen: sql`auth_user.last_login IS NULL`,
};

const INSTANTS: Readonly<Record<InstantColumn, RawBuilder<unknown>>> = {
  joined: sql.ref('auth_user.date_joined'),
  lastLogin: sql.ref('auth_user.last_login'),
  issued: keyIssuedAt,
};

/** SQL for the ids of who is in a group. @param name Folded. */
export function membersOf(name: string) {
  return sql<{ user_id: number }>`SELECT auth_user_groups.user_id FROM auth_user_groups
    JOIN auth_group ON auth_group.id = auth_user_groups.group_id
    WHERE gatehouse_fold(auth_group.name) = ${name}`;
}

/**
 * A condition as SQL over `fromAccounts`, never null. What needs tables of ours or other accounts
 * is asked before and travels as ids, so that no statement joins the two.
 */
export async function sqlCondition(
  db: Database,
  condition: Condition,
): Promise<RawBuilder<boolean>> {
  if (condition.kind === 'not') return sql<boolean>`NOT ${await sqlCondition(db, condition.of)}`;
  if (condition.kind !== 'all' && condition.kind !== 'any') return sqlTest(db, condition);
  const parts = await Promise.all(condition.of.map((part) => sqlCondition(db, part)));
  if (parts.length === 0) return sql<boolean>`${sql.lit(condition.kind === 'all' ? 1 : 0)}`;
  return sql<boolean>`(${sql.join(parts, condition.kind === 'all' ? sql` AND ` : sql` OR `)})`;
}

async function sqlTest(db: Database, test: Test): Promise<RawBuilder<boolean>> {
  switch (test.kind) {
    case 'text':
      return sql<boolean>`instr(${TEXTS[test.field]}, ${test.needle}) > 0`;
    case 'domain':
      return sql<boolean>`(instr(auth_user.email, '@') > 0
        AND gatehouse_domain(auth_user.email) = ${test.domain})`;
    case 'flag':
      return FLAGS[test.flag];
    case 'instant': {
      const column = INSTANTS[test.column];
      const after = test.after === null ? sql`1` : sql`${column} > ${test.after}`;
      const until = test.until === null ? sql`1` : sql`${column} <= ${test.until}`;
      return sql<boolean>`coalesce(${column} IS NOT NULL AND ${after} AND ${until}, 0)`;
    }
    case 'mail': {
      const ids = keySet(await accountsWithMailFate(db, test.fate));
      const isIn = sql<boolean>`auth_user.id IN ${ids}`;
      return test.fate === 'none' ? sql<boolean>`NOT ${isIn}` : isIn;
    }
    case 'group':
      return sql<boolean>`auth_user.id IN (${membersOf(test.name)})`;
    case 'network': {
      const ids = await accountsFromNetwork(db, test.network);
      return sql<boolean>`auth_user.id IN ${keySet(ids)}`;
    }
    case 'noted':
      return sql<boolean>`auth_user.id IN ${keySet(await notedAccounts(db))}`;
    case 'duplicate':
      return sql<boolean>`auth_user.id IN ${keySet(await duplicateAccounts(db))}`;
    case 'signal':
      return sql<boolean>`auth_user.id IN ${keySet(test.ids ?? [])}`;
  }
}
