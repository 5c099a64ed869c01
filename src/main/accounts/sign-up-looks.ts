import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';

import type { Database } from '../db/open-database.ts';
import { foldLookAlikes } from './look-alikes.ts';

/** How many of the newest sign-ups that still wait are compared with everybody else. */
const COMPARED = 5_000;
/** So many in one statement; others are served in between. */
const COMPARED_AT_ONCE = 500;

/** What others are looked for by: the address itself first, then what looks like it. */
export function looksOf(person: { readonly username: string; readonly email: string }): {
  readonly emails: readonly string[];
  readonly names: readonly string[];
} {
  const { username, email } = person;
  const at = email.lastIndexOf('@');
  const plain = email.slice(0, Math.max(0, at)).replace(/\+.*$/, '');
  const domain = email.slice(at + 1);
  const emails = [email, `${plain}@${domain}`, `${plain.replaceAll('.', '')}@${domain}`];
  const folded = foldLookAlikes(username.normalize('NFKC'));
  const digits = folded.replaceAll('0', 'o').replaceAll('1', 'l');
  const names = [folded, digits, digits.replaceAll(/[._-]/g, ''), username];
  return { emails: unique(emails), names: unique(names) };
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map((text) => text.toLowerCase()))];
}

/**
 * The newest sign-ups that wait and whose name or address looks like another account's; who has
 * the very same address is a duplicate instead. Each look is a step in an index, so the number of
 * accounts hardly counts.
 */
export async function alikeSignUps(db: Database): Promise<readonly number[]> {
  const waiting = await db
    .selectFrom('auth_user')
    .select(['id', 'username', 'email'])
    .where('is_active', '=', 0)
    .where('last_login', 'is', null)
    .orderBy('id', 'desc')
    .limit(COMPARED)
    .execute();
  const alike: number[] = [];
  for (let start = 0; start < waiting.length; start += COMPARED_AT_ONCE) {
    alike.push(...(await alikeAmong(db, waiting.slice(start, start + COMPARED_AT_ONCE))));
    await nextTurn();
  }
  return alike;
}

async function alikeAmong(
  db: Database,
  people: readonly { readonly id: number; readonly username: string; readonly email: string }[],
): Promise<readonly number[]> {
  const looks = people.map((person) => ({ ...person, ...looksOf(person) }));
  const names = looks.flatMap(({ id, email, names }) => names.map((look) => [id, look, email]));
  const emails = looks.flatMap(({ id, emails }) => emails.slice(1).map((look) => [id, look]));
  const { rows } = await sql<{ id: number }>`
    SELECT wanted.value ->> 0 AS id FROM json_each(${JSON.stringify(names)}) AS wanted
    WHERE EXISTS (SELECT 1 FROM auth_user AS other
      WHERE other.username = wanted.value ->> 1 COLLATE NOCASE AND other.id != wanted.value ->> 0
        AND (other.email = '' OR other.email != wanted.value ->> 2 COLLATE NOCASE))
    UNION
    SELECT wanted.value ->> 0 AS id FROM json_each(${JSON.stringify(emails)}) AS wanted
    WHERE EXISTS (SELECT 1 FROM auth_user AS other
      WHERE other.email = wanted.value ->> 1 COLLATE NOCASE
        AND other.id != wanted.value ->> 0)`.execute(db);
  return rows.map(({ id }) => id);
}
