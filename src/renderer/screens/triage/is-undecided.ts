import type { AccountDetail } from '../../../shared/contract/accounts.ts';

/** Whether somebody still waits for a decision. */
export function isUndecided({ state }: Pick<AccountDetail, 'state'>): boolean {
  return state === 'pending' || state === 'expired' || state === 'to-approve';
}
