/** What each kind of mail is called in a person's story. */
export const MAIL_NAMES: Readonly<Record<string, string>> = {
  activation: 'Activation mail',
  activated: '“Your account is active” mail',
  already_registered: '“You have an account” mail',
  admin_approve: 'Request for approval',
  admin_approve_complete: '“You are approved” mail',
  password_reset: 'Mail with a reset link',
  password_changed: '“Your password was changed” mail',
  email_changed: '“Your address was changed” mail',
  rejected: 'Rejection mail',
  test: 'Test mail',
};

/** A mail's name, with the version of its template where it was written from one. */
export function mailName(mail: { readonly kind: string; readonly version: number | null }): string {
  const name = MAIL_NAMES[mail.kind] ?? 'Mail';
  return mail.version === null ? name : `${name}, version ${mail.version},`;
}
