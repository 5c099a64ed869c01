import type { RegistrationRecord } from './registration-record.ts';

/** Why a reviewer who is no superuser may not touch a sign-up, or null. */
export function staffRefusal(record: RegistrationRecord): string | null {
  return record.isStaff || record.isSuperuser ? 'Only a superuser may change staff.' : null;
}

/** Whether a sign-up has been confirmed by its link and waits for an administrator. */
export function waitsForApproval(record: RegistrationRecord): boolean {
  const { isSupervised, activated, isActive, lastLogin } = record;
  return isSupervised && activated && !isActive && lastLogin === null;
}

/** Why a sign-up can't be activated or approved by hand, or null when it can. */
export function signUpActivationRefusal(record: RegistrationRecord): string | null {
  if (record.isActive) return 'Is active already.';
  if (record.profileId === null) return 'Is no sign-up: it was made without a registration.';
  if (wasSomebody(record)) return 'Was activated before and deactivated since.';
  return null;
}

/** Why an activation link leads nowhere, or null when it does its work. */
export function linkRefusal(record: RegistrationRecord): string | null {
  if (waitsForApproval(record)) return 'Has confirmed the address already: approve or reject.';
  return signUpActivationRefusal(record);
}

/** Why no activation mail can be sent, or null when it can. */
export function resendRefusal(record: RegistrationRecord): string | null {
  return linkRefusal(record) ?? (record.email === '' ? 'Has no e-mail address.' : null);
}

/**
 * Why a sign-up may not be rejected or deleted from Pending, or null when it may.
 * Nobody who is or was somebody is taken: active, staff, ever signed in, or activated once.
 */
export function removalRefusal(record: RegistrationRecord): string | null {
  if (record.isActive) return 'Is active.';
  if (record.isStaff || record.isSuperuser) return 'Is staff.';
  if (record.lastLogin !== null) return 'Has signed in before.';
  if (record.profileId === null) return 'Is no sign-up: it was made without a registration.';
  if (wasSomebody(record)) return 'Was activated before and deactivated since.';
  return null;
}

function wasSomebody(record: RegistrationRecord): boolean {
  return record.activated && !waitsForApproval(record);
}
