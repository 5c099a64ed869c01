import type { RegistrationPolicy } from '../../shared/contract/settings.ts';
import type { Tone } from '../ui/tone.ts';

/** Who may register, in a word or two. */
export const POLICY_LOOKS: Readonly<Record<RegistrationPolicy, readonly [Tone, string]>> = {
  open: ['ok', 'Open'],
  approval: ['waiting', 'By approval'],
  invitation: ['waiting', 'By invitation'],
  closed: ['neutral', 'Closed'],
};
