import type { RejectionReason } from '../../../shared/contract/registrations.ts';

/** Why somebody is not let in, in the order of the keys 1 to 4. */
export const REJECTION_REASONS: readonly {
  readonly value: RejectionReason;
  readonly label: string;
}[] = [
  { value: 'spam', label: 'Spam' },
  { value: 'duplicate', label: 'Duplicate' },
  { value: 'not-eligible', label: 'Not eligible' },
  { value: 'other', label: 'Other' },
];
