import { CAN_ADMINISTER } from '../accounts/account-guards.ts';
import { isVerifiable } from '../accounts/password/algorithms.ts';
import type { Database } from '../db/open-database.ts';

export interface SignIn {
  /** Who can administer the site, in words. */
  readonly superusers: string;
  /** Why a way of opening it would leave nobody who can sign in, or null. */
  readonly blocked: { readonly write: string | null; readonly look: string | null };
}

/** Names that are told one by one. */
const TOLD = 3;

const NO_SUPERUSER =
  'It has no active superuser with the staff flag. Make one with the project’s “manage.py createsuperuser”, or open it for writing, which asks for the first administrator.';
const UNREADABLE =
  'The passwords of its superusers are unusable, or hashed by bcrypt or argon2, which can’t be checked here. Put PBKDF2PasswordHasher first in the project’s PASSWORD_HASHERS and set a password with “manage.py changepassword”.';

/**
 * Who could sign in at the console with a database, by Django's own password column. Where there is
 * no superuser at all, opening it for writing asks for the first one.
 */
export async function whoCanSignIn(db: Database): Promise<SignIn> {
  const all = await db
    .selectFrom('auth_user')
    .select(['username', 'password'])
    .where(CAN_ADMINISTER)
    .orderBy('username')
    .execute();
  if (all.length === 0) {
    return { superusers: 'none', blocked: { write: null, look: NO_SUPERUSER } };
  }
  const able = all.filter(({ password }) => isVerifiable(password));
  const names = able.slice(0, TOLD).map(({ username }) => username);
  const more = able.length - names.length;
  const blocked = able.length === 0 ? UNREADABLE : null;
  return {
    superusers:
      able.length === 0
        ? `${all.length}, whose passwords can’t be checked here`
        : `${names.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`,
    blocked: { write: blocked, look: blocked },
  };
}
