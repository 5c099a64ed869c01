import type { SmtpAuth } from './contract/mail-settings.ts';

/** Whether a way to log in to a mail server uses a secret. */
export function loginUses(
  auth: SmtpAuth,
  secret: 'password' | 'clientSecret' | 'refreshToken',
): boolean {
  if (auth === 'none') return false;
  return (auth === 'xoauth2') === (secret !== 'password');
}
