import { domainToASCII, domainToUnicode } from 'node:url';

import { type RawBuilder, sql } from 'kysely';

import type { AuthUserRow } from '../db/django-tables.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { emailKey } from './email-address.ts';
import { usernameKey } from './username.ts';

const COLUMNS = [
  'id',
  'username',
  'email',
  'first_name',
  'last_name',
  'password',
  'last_login',
  'is_active',
  'is_staff',
  'is_superuser',
] as const;

/** What signing in, resetting and registering need to know of an account. */
export type AccountRecord = Pick<AuthUserRow, (typeof COLUMNS)[number]>;

/** Reads one account, or null. */
export async function readAccountRecord(db: Database, id: number): Promise<AccountRecord | null> {
  const row = await db
    .selectFrom('auth_user')
    .select(COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Reads the accounts that exist of these, by id. */
export async function readAccountRecords(
  db: Database,
  ids: readonly number[],
): Promise<readonly AccountRecord[]> {
  return db
    .selectFrom('auth_user')
    .select(COLUMNS)
    .where('id', 'in', keySet(ids))
    .orderBy('id')
    .execute();
}

/**
 * The accounts of a mailbox: whatever the letter case, the domain in its international or its
 * ASCII form. Compared here as well, because databases take more letters for the same than a mail
 * server does (CVE-2019-19844).
 * @param address As checkEmailAddress gives it.
 */
export async function findByEmail(
  db: Database,
  address: string,
): Promise<readonly AccountRecord[]> {
  const rows = await db
    .selectFrom('auth_user')
    .select(COLUMNS)
    .where(isOneOf('email', spellingsOf(address)))
    .orderBy('id')
    .execute();
  return rows.filter(({ email }) => mailboxKey(email) === mailboxKey(address));
}

/** The first account of each of these mailboxes that has one, by the address as it is given. */
export async function findHolders(
  db: Database,
  addresses: Iterable<string>,
): Promise<ReadonlyMap<string, Pick<AccountRecord, 'id' | 'username'>>> {
  const spelled = [...new Set(addresses)]
    .filter((address) => address !== '')
    .flatMap((address) => spellingsOf(address).map((spelling) => [address, spelling]));
  const { rows } = await sql<{ address: string; id: number; username: string; email: string }>`
    SELECT wanted.value ->> 0 AS address, auth_user.id, username, email
    FROM json_each(${JSON.stringify(spelled)}) AS wanted
    JOIN auth_user ON email = (wanted.value ->> 1) COLLATE NOCASE
    ORDER BY auth_user.id DESC`.execute(db);
  return new Map(
    rows
      .filter(({ address, email }) => mailboxKey(address) === mailboxKey(email))
      .map(({ address, id, username }) => [address, { id, username }]),
  );
}

/** Finds who signs in under a user name: exactly it, or the only one that differs by case. */
export async function findByUsername(
  db: Database,
  username: string,
): Promise<AccountRecord | null> {
  const spellings = new Set([username, username.toLowerCase(), username.toUpperCase()]);
  const rows = await db
    .selectFrom('auth_user')
    .select(COLUMNS)
    .where(isOneOf('username', [...spellings]))
    .execute();
  const exact = rows.find((row) => row.username === username);
  if (exact) return exact;
  const same = rows.filter((row) => usernameKey(row.username) === usernameKey(username));
  return same.length === 1 ? (same[0] ?? null) : null;
}

/** A domain as most are: in lower case and ASCII, of which there is no other form. */
const PLAIN_DOMAIN = /@(?!.*xn--)(?:[a-z0-9-]+\.)+[a-z]+$/;

/** An address with its domain as it is, in ASCII and in its international form; none for ''. */
export function spellingsOf(address: string): readonly string[] {
  if (PLAIN_DOMAIN.test(address)) return [address];
  const at = address.lastIndexOf('@');
  // A project’s database may hold anything.
  if (at === -1) return [address].filter(Boolean);
  const domain = address.slice(at + 1);
  const spellings = new Set([domain, domainToASCII(domain), domainToUnicode(domain)]);
  return [...spellings].filter(Boolean).map((each) => `${address.slice(0, at)}@${each}`);
}

/** Two addresses of one mailbox have the same key: the domain in ASCII, all in lower case. */
export function mailboxKey(address: string): string {
  if (PLAIN_DOMAIN.test(address)) return emailKey(address);
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return emailKey(`${address.slice(0, at)}@${domainToASCII(domain) || domain}`);
}

function isOneOf(column: 'username' | 'email', values: readonly string[]): RawBuilder<boolean> {
  const tests = values.map((value) => sql`${sql.ref(column)} = ${value} COLLATE NOCASE`);
  return sql<boolean>`(${sql.join(tests, sql` OR `)})`;
}
