import type { PasswordRules } from '../accounts/password/validate.ts';
import type { Database } from '../db/open-database.ts';
import { readSetting, readSite } from './settings-store.ts';

/** What the site asks of passwords now. */
export async function readPasswordRules(db: Database): Promise<PasswordRules> {
  const { passwordMinimumLength } = await readSetting(db, 'signIn');
  const { name } = await readSite(db);
  return { minimumLength: passwordMinimumLength, siteName: name };
}
