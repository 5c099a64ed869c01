import { type RawBuilder, sql } from 'kysely';

import type { AlikeAccount } from '../../shared/contract/person.ts';
import type { Database } from '../db/open-database.ts';
import { findAccount } from './account-rows.ts';
import { findByEmail, mailboxKey } from './find-accounts.ts';
import { foldLookAlikes, lookAlikesOf } from './look-alikes.ts';
import { usernameKey } from './username.ts';

/** More would say nothing about a person any more. */
const SHOWN = 20;
/** In how many places of an index is looked; each costs some microseconds. */
const MOST_BEGINNINGS = 1_000;
const LAST_CHARACTER = '\u{10ffff}';

/**
 * Other accounts that may be the same person or are made to look like this one: the same mailbox,
 * an address that differs by dots or a +tag, a user name of the same shape. Signs for a reader,
 * never an identity: not every mail server ignores dots (OWASP Email Validation).
 *
 * Each is a walk over a short stretch of an index, whatever the number of accounts.
 */
export async function findAlike(
  db: Database,
  given: { readonly id: number; readonly now: Date; readonly activationDays: number },
): Promise<AlikeAccount[]> {
  const account = await db
    .selectFrom('auth_user')
    .select(['username', 'email'])
    .where('id', '=', given.id)
    .executeTakeFirst();
  if (!account) return [];
  const reasons = new Map<number, string[]>();
  const note = (id: number, reason: string) => {
    if (id !== given.id) reasons.set(id, [...(reasons.get(id) ?? []), reason]);
  };
  if (account.email !== '') {
    const same = await findByEmail(db, account.email);
    for (const { id } of same) note(id, 'Same mailbox');
    const known = new Set(same.map(({ id }) => id));
    for (const id of await findVariants(db, account.email)) {
      if (!known.has(id)) note(id, 'Same address but for dots or a +tag');
    }
  }
  for (const id of await findLookAlikes(db, account.username)) note(id, 'User name looks the same');
  const alike: AlikeAccount[] = [];
  for (const [id, why] of [...reasons].slice(0, SHOWN)) {
    const found = await findAccount(db, { ...given, id });
    if (!found) continue;
    const { username, email, name, state } = found.row;
    alike.push({ id, username, email, name, state, reasons: why });
  }
  return alike;
}

/** The mailbox that many servers deliver to: without dots and without what follows a plus. */
function bareMailbox(address: string): string {
  const key = mailboxKey(address);
  const at = key.lastIndexOf('@');
  const local = key.slice(0, at).replace(/\+.*$/, '').replaceAll('.', '');
  return `${local}${key.slice(at)}`;
}

/** A variant begins with the same letters, or has dots between them. */
async function findVariants(db: Database, address: string): Promise<readonly number[]> {
  const bare = bareMailbox(address);
  const [first = '', ...rest] = bare.slice(0, bare.lastIndexOf('@'));
  const beginnings = ways([[first], ...rest.map((letter) => [letter, `.${letter}`])]);
  const rows = await startingWith(db, 'email', beginnings, sql`1`);
  return rows.filter(({ value }) => bareMailbox(value) === bare).map(({ id }) => id);
}

/** User names that a reader takes for this one, letter by letter in any script and case. */
async function findLookAlikes(db: Database, username: string): Promise<readonly number[]> {
  const shape = shapeOf(username);
  const letters = [...shape];
  const pattern = letters.map(anyOf).join('');
  const beginnings = ways(letters.map(lookAlikesOf));
  const rows = await startingWith(db, 'username', beginnings, sql`username GLOB ${pattern}`);
  return rows.filter(({ value }) => shapeOf(value) === shape).map(({ id }) => id);
}

function shapeOf(username: string): string {
  return foldLookAlikes(usernameKey(username)).toLowerCase();
}

/** A GLOB that takes a letter and all of its shape. */
function anyOf(letter: string): string {
  const letters = lookAlikesOf(letter).flatMap((each) => [each, each.toUpperCase()]);
  const shapes = [...new Set(letters)].filter((each) => [...each].length === 1);
  return `[${shapes.join('')}]`;
}

/**
 * Every text that takes one of the choices for each of the first parts; as many parts as do not
 * make too many texts, for the longer a beginning is, the fewer rows have it.
 */
function ways(parts: readonly (readonly string[])[]): readonly string[] {
  let begun: readonly string[] = [''];
  for (const choices of parts) {
    if (begun.length * choices.length > MOST_BEGINNINGS) break;
    begun = begun.flatMap((text) => choices.map((choice) => text + choice));
  }
  return begun;
}

/** The accounts that begin so: each beginning is a walk over a short stretch of the index. */
async function startingWith(
  db: Database,
  column: 'username' | 'email',
  beginnings: readonly string[],
  condition: RawBuilder<unknown>,
) {
  const own = sql.ref(column);
  const { rows } = await sql<{ id: number; value: string }>`
    SELECT DISTINCT auth_user.id, ${own} AS value
    FROM json_each(${JSON.stringify(beginnings)}) AS beginning
    CROSS JOIN auth_user ON ${own} >= beginning.value COLLATE NOCASE
      AND ${own} < beginning.value || ${LAST_CHARACTER} COLLATE NOCASE
    WHERE ${condition}`.execute(db);
  return rows;
}
