import { sql } from 'kysely';

import { toDjangoBoolean } from '../db/django-boolean.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import type { Operation } from '../operations/operation.ts';

export interface NewAccount {
  readonly username: string;
  readonly email: string;
  /** Encoded, as Django stores it. */
  readonly password: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly isActive?: boolean;
  readonly isStaff?: boolean;
  readonly isSuperuser?: boolean;
  /** In Django's form; null, or left out, is now, and never. */
  readonly dateJoined?: string | null;
  readonly lastLogin?: string | null;
}

/**
 * Adds an account within an operation; it is inactive unless it says otherwise.
 * @returns Its id.
 */
export async function insertAccount(operation: Operation, account: NewAccount): Promise<number> {
  const [row] = await operation.insert('auth_user', [accountRow(account, operation.at)]);
  return Number(row?.['id']);
}

/** The row of a new account. @param now When it joins unless it says otherwise. */
export function accountRow(account: NewAccount, now: Date) {
  return {
    password: account.password,
    last_login: account.lastLogin ?? null,
    is_superuser: toDjangoBoolean(account.isSuperuser ?? false),
    username: account.username,
    last_name: account.lastName ?? '',
    email: account.email,
    is_staff: toDjangoBoolean(account.isStaff ?? false),
    is_active: toDjangoBoolean(account.isActive ?? false),
    date_joined: account.dateJoined ?? toDjangoDatetime(now),
    first_name: account.firstName ?? '',
  };
}

/** Django's words (AbstractUser.username). */
export const USERNAME_TAKEN = 'A user with that username already exists.';

/**
 * Whether another account has this user name, whatever the case of its ASCII letters, as Django
 * has compared since 4.2.
 * @param exceptId An account that may keep its own name.
 */
export async function isUsernameTaken(
  db: Database,
  username: string,
  exceptId = 0,
): Promise<boolean> {
  const row = await db
    .selectFrom('auth_user')
    .select('id')
    .where(sql<boolean>`username = ${username} COLLATE NOCASE`)
    .where('id', '!=', exceptId)
    .executeTakeFirst();
  return row !== undefined;
}
