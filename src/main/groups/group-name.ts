import { sql } from 'kysely';

import { lengthFault } from '../../shared/count-characters.ts';
import { invalidFields, RefusedError } from '../../shared/errors.ts';
import type { Database } from '../db/open-database.ts';

/** The longest name that fits Django's column (`auth_group.name`, since Django 2.2). */
const NAME_MAX_LENGTH = 150;

/**
 * Checks a group's name by Django's rules, without the blanks around it.
 * @throws RefusedError `invalid-input` beside `name`.
 */
export function checkGroupName(given: string): string {
  const name = given.trim();
  if (name === '') throw invalidFields({ name: ['Give it a name.'] });
  const tooLong = lengthFault(name, NAME_MAX_LENGTH);
  if (tooLong !== null) throw invalidFields({ name: [tooLong] });
  if (/\p{Cc}/u.test(name)) {
    throw invalidFields({ name: ['Null and control characters are not allowed.'] });
  }
  return name;
}

/**
 * Keeps groups apart by their names. Django compares them letter by letter; a search and an import
 * do not, and would mean two groups that differ in their letter case only.
 *
 * @throws RefusedError `invalid-input` beside `name` when another group is called so.
 */
export async function guardGroupName(db: Database, name: string, exceptId = 0): Promise<void> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM auth_group
    WHERE gatehouse_fold(name) = gatehouse_fold(${name}) AND id != ${exceptId}`.execute(db);
  const [other] = rows;
  if (!other) return;
  throw invalidFields({
    name: [
      other.name === name
        ? 'A group with this name already exists.'
        : `There is the group “${other.name}” already: a search does not tell them apart.`,
    ],
  });
}

/** What a group is called. @throws RefusedError `not-found`. */
export async function readGroupName(db: Database, id: number): Promise<string> {
  const group = await db
    .selectFrom('auth_group')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirst();
  if (group) return group.name;
  throw new RefusedError({
    code: 'not-found',
    message: 'This group no longer exists. Nothing was changed.',
  });
}
