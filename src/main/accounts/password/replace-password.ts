import type { Database } from '../../db/open-database.ts';
import { isOfProject } from '../../db/project-database.ts';
import type { Operation } from '../../operations/operation.ts';

/**
 * Whether a password of a weaker form is stored in today's when its owner signs in. Not in a Django
 * project's database: Django writes its own number of rounds back at the next sign-in there
 * (`PBKDF2PasswordHasher.must_update`), and each such change ends the person's sessions at the site.
 */
export async function storesPasswordsAnew(db: Database): Promise<boolean> {
  return !(await isOfProject(db));
}

/**
 * Sets a password in place of the one that was checked. Hashing takes time, in which another may
 * have been set: that one stays.
 *
 * @param account As it was when its password was checked.
 * @param encoded The new one in Django's form.
 * @returns Whether it was set.
 */
export async function replacePassword(
  operation: Operation,
  account: { readonly id: number; readonly password: string },
  encoded: string,
): Promise<boolean> {
  const row = await operation.db
    .selectFrom('auth_user')
    .select('password')
    .where('id', '=', account.id)
    .executeTakeFirst();
  if (row?.password !== account.password) return false;
  await operation.set('auth_user', [account.id], { password: encoded });
  return true;
}
