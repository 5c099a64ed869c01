import type { RejectionReason } from '../../../shared/contract/registrations.ts';

/** Why somebody is not let in, each with its key. */
export const REJECTION_REASONS: readonly {
  readonly value: RejectionReason;
  readonly label: string;
  readonly keys: string;
}[] = [
  { value: 'spam', label: 'Spam', keys: '1' },
  { value: 'duplicate', label: 'Duplicate', keys: '2' },
  { value: 'not-eligible', label: 'Not eligible', keys: '3' },
  { value: 'other', label: 'Other', keys: '4' },
];
