import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import type { PendingRow } from '../../../shared/contract/registrations.ts';

/** What is missing of a sign-up, its link in time or not; null for who is none or is through. */
export function signUpStage({
  state,
  registration,
}: Pick<AccountDetail, 'state' | 'registration'>): PendingRow['stage'] | null {
  if (state === 'to-approve') return 'to-approve';
  const waits = state === 'pending' || state === 'expired';
  return waits && registration !== null ? 'unconfirmed' : null;
}
