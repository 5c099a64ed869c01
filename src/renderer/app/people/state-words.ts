import type { AccountState } from '../../../shared/contract/accounts.ts';

/**
 * What an account's state is called: badges, filters, the funnel and forms all say this one. Three of
 * them wait; all who wait together are Pending, the screen.
 */
export const STATE_WORDS: Readonly<Record<AccountState, string>> = {
  active: 'Active',
  pending: 'Not confirmed',
  'to-approve': 'To approve',
  expired: 'Link ended',
  inactive: 'Inactive',
};
