import type { RegistrationPolicy, Settings } from '../../../shared/contract/settings.ts';
import type { FieldChange } from '../../ui/field.tsx';
import { listOf, textOf } from './line-list.ts';

type Stored = Settings['registration'];
type ListName = 'allowedDomains' | 'deniedDomains' | 'approvers';
type NumberName = 'activationDays' | 'holdAfter';

/** The settings of registration as the fields hold them: lists as text, empty numbers as null. */
export type RegistrationValues = Omit<Stored, ListName | NumberName> &
  Readonly<Record<ListName, string> & Record<NumberName, number | null>>;

/** What the parts of the form are given. */
export interface RegistrationFieldsProps {
  readonly page: {
    readonly values: RegistrationValues;
    readonly errors: Readonly<Record<string, string>>;
    readonly changeOf: (name: keyof RegistrationValues) => FieldChange;
    readonly set: (changes: Partial<RegistrationValues>) => void;
  };
  /** Whether a setting has an effect under the policy that is chosen. */
  readonly shows: (name: keyof RegistrationValues) => boolean;
}

export function registrationValues(stored: Stored): RegistrationValues {
  return {
    ...stored,
    allowedDomains: textOf(stored.allowedDomains),
    deniedDomains: textOf(stored.deniedDomains),
    approvers: textOf(stored.approvers),
  };
}

export function registrationInput(values: RegistrationValues): Stored {
  return {
    ...values,
    activationDays: values.activationDays ?? Number.NaN,
    holdAfter: values.holdAfter ?? Number.NaN,
    allowedDomains: listOf(values.allowedDomains),
    deniedDomains: listOf(values.deniedDomains),
    approvers: listOf(values.approvers),
  };
}

const WITH_FORM = ['open', 'approval', 'invitation'] as const;

/** Where a setting matters; what is not named here matters under every policy. */
const MATTERS_UNDER: Readonly<
  Partial<Record<keyof RegistrationValues, readonly RegistrationPolicy[]>>
> = {
  uniqueEmail: WITH_FORM,
  refuseDisposable: WITH_FORM,
  allowedDomains: WITH_FORM,
  deniedDomains: WITH_FORM,
  termsLink: WITH_FORM,
  askReason: WITH_FORM,
  holdAfter: WITH_FORM,
  approvers: ['approval'],
  closedMessage: ['invitation', 'closed'],
};

/** Whether a setting has an effect under a policy. */
export function mattersUnder(policy: RegistrationPolicy, name: keyof RegistrationValues): boolean {
  return MATTERS_UNDER[name]?.includes(policy) ?? true;
}
