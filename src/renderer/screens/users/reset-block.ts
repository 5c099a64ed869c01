import type { AccountState } from '../../../shared/contract/accounts.ts';

/** Why one person in this state can be sent no reset link, or undefined (Django's PasswordResetForm.get_users). */
export function resetBlock(state: AccountState | undefined): string | undefined {
  if (state === undefined || state === 'active') return undefined;
  return 'Not active, so no reset link can be sent. Activate first.';
}
