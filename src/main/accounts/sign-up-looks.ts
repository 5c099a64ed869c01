import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';

import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { spellingsOf } from './find-accounts.ts';
import { foldLookAlikes } from './look-alikes.ts';

/** So many in one statement; others are served in between. */
const COMPARED_AT_ONCE = 500;

/** What others are looked for by: the address itself first, then what looks like it. */
export function looksOf(person: { readonly username: string; readonly email: string }): {
  readonly emails: readonly string[];
  readonly names: readonly string[];
} {
  return { emails: addressesLike(person.email), names: namesLike(person.username) };
}

/** The address itself, then those that differ by dots or a +tag; in lower case. */
export function addressesLike(email: string): readonly string[] {
  const at = email.lastIndexOf('@');
  const plain = email.slice(0, Math.max(0, at)).replace(/\+.*$/s, '');
  const domain = email.slice(at + 1);
  return unique([email, `${plain}@${domain}`, `${plain.replaceAll('.', '')}@${domain}`]);
}

/** Names that a reader takes for this one, itself among them; in lower case. */
export function namesLike(username: string): readonly string[] {
  const folded = foldLookAlikes(username.normalize('NFKC'));
  const digits = folded.replaceAll('0', 'o').replaceAll('1', 'l');
  return unique([folded, digits, digits.replaceAll(/[._-]/g, ''), username]);
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map((text) => text.toLowerCase()))];
}

/**
 * Who of these is not active and has a name or an address that looks like another account's; who
 * has the very same address is a duplicate instead. Each look is a step in an index, so the number
 * of accounts hardly counts.
 * @param ids Who may be found; everybody when left out.
 */
export async function alikeSignUps(
  db: Database,
  ids?: readonly number[],
): Promise<readonly number[]> {
  const asked = ids ?? (await inactiveAccounts(db));
  const alike: number[] = [];
  for (let start = 0; start < asked.length; start += COMPARED_AT_ONCE) {
    const people = await db
      .selectFrom('auth_user')
      .select(['id', 'username', 'email'])
      .where('id', 'in', keySet(asked.slice(start, start + COMPARED_AT_ONCE)))
      .where('is_active', '=', 0)
      .execute();
    alike.push(...(await alikeAmong(db, people)));
    await nextTurn();
  }
  return alike;
}

async function inactiveAccounts(db: Database): Promise<readonly number[]> {
  const rows = await db.selectFrom('auth_user').select('id').where('is_active', '=', 0).execute();
  return rows.map(({ id }) => id);
}

async function alikeAmong(
  db: Database,
  people: readonly { readonly id: number; readonly username: string; readonly email: string }[],
): Promise<readonly number[]> {
  const looks = people.map((person) => ({ ...person, ...looksOf(person) }));
  const names = looks.flatMap(({ id, email, names }) =>
    names.map((look) => [id, look, spellingsOf(email)]),
  );
  const emails = looks.flatMap(({ id, emails }) => emails.slice(1).map((look) => [id, look]));
  const { rows } = await sql<{ id: number }>`
    SELECT wanted.value ->> 0 AS id FROM json_each(${JSON.stringify(names)}) AS wanted
    WHERE EXISTS (SELECT 1 FROM auth_user AS other
      WHERE other.username = wanted.value ->> 1 COLLATE NOCASE AND other.id != wanted.value ->> 0
        AND NOT EXISTS (SELECT 1 FROM json_each(wanted.value, '$[2]') AS own
          WHERE own.value = other.email COLLATE NOCASE))
    UNION
    SELECT wanted.value ->> 0 AS id FROM json_each(${JSON.stringify(emails)}) AS wanted
    WHERE EXISTS (SELECT 1 FROM auth_user AS other
      WHERE other.email = wanted.value ->> 1 COLLATE NOCASE
        AND other.id != wanted.value ->> 0)`.execute(db);
  return rows.map(({ id }) => id);
}
