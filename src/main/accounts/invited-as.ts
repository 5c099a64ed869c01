import type { AccountRecord } from './find-accounts.ts';

/** As what somebody is invited for whom an account was made; empty for who asked for it. */
export type InvitedAs = '' | 'user' | 'staff' | 'superuser';

/** The role that an account was made with, in the word that the templates of mails know. */
export function roleOf(account: Pick<AccountRecord, 'is_staff' | 'is_superuser'>): InvitedAs {
  if (account.is_superuser === 1) return 'superuser';
  return account.is_staff === 1 ? 'staff' : 'user';
}
