import type { SignalValue } from '../../../shared/people-operators.ts';

/** What each value of `signal:` finds, as a choice. */
export const SIGNAL_WORDS: Readonly<Record<SignalValue, string>> = {
  any: 'Any signal',
  rejected: 'Rejected before',
  typo: 'Mistyped address',
  disposable: 'Address for one use',
  burst: 'Many from one network',
  duplicate: 'Address of somebody else too',
  'look-alike': 'Looks like somebody else',
  none: 'No signal',
};
