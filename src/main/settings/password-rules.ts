import { RefusedError } from '../../shared/errors.ts';
import type { PasswordRules } from '../accounts/password/validate.ts';
import type { Database } from '../db/open-database.ts';
import { readSetting, readSite } from './settings-store.ts';

/** What the site asks of passwords now. */
export async function readPasswordRules(db: Database): Promise<PasswordRules> {
  const { passwordMinimumLength } = await readSetting(db, 'signIn');
  const { name } = await readSite(db);
  return { minimumLength: passwordMinimumLength, siteName: name };
}

/**
 * Lets an administrator choose a password for somebody else only where the settings say so.
 * @throws RefusedError `not-allowed` (ASVS 6.4.6: they may start a reset, not know the outcome).
 */
export async function guardChosenPassword(db: Database): Promise<void> {
  const { passwordsByAdministrators } = await readSetting(db, 'signIn');
  if (passwordsByAdministrators) return;
  throw new RefusedError({
    code: 'not-allowed',
    message: 'Administrators choose no passwords for others. Nothing was changed.',
    advice: 'Send a reset link instead, or allow it in Settings, Sign-in.',
  });
}
