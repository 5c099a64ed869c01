import type { Operation } from '../../operations/operation.ts';

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
