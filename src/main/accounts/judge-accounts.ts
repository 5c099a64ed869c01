import type { Judge } from '../operations/judge.ts';
import { type Person, refusalFor } from './account-guards.ts';
import { type AccountRecord, readAccountRecords } from './find-accounts.ts';
import { isUsablePassword } from './password/unusable.ts';
import { sparingReferred } from './site-references.ts';

const REFUSALS = {
  activate: ({ is_active }) => (is_active === 1 ? 'Is active already.' : null),
  deactivate: ({ is_active }) => (is_active === 0 ? 'Is not active.' : null),
  delete: () => null,
  sendReset: resetRefusal,
  requireNewPassword: resetRefusal,
} satisfies Readonly<Record<string, (account: AccountRecord) => string | null>>;

export type AccountAct = keyof typeof REFUSALS;

/** Which accounts an act is for: those that the person may touch and that nothing else speaks against. */
export function judgeAccounts(act: AccountAct, person: Person): Judge<AccountRecord> {
  const judge: Judge<AccountRecord> = async (db, ids) =>
    (await readAccountRecords(db, ids)).map((each) => ({
      id: each.id,
      name: each.username,
      refusal: refusalFor(person, each) ?? REFUSALS[act](each),
      each,
    }));
  return act === 'delete' ? sparingReferred(judge) : judge;
}

/** Why no reset link can be sent to an account, or null (Django's PasswordResetForm.get_users). */
export function resetRefusal({
  is_active,
  password,
  email,
}: Pick<AccountRecord, 'is_active' | 'password' | 'email'>): string | null {
  if (is_active !== 1) return 'Is not active.';
  if (!isUsablePassword(password)) return 'Has no password to reset.';
  return email === '' ? 'Has no e-mail address.' : null;
}
