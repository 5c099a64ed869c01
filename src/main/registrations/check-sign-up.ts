import { lengthFault } from '../../shared/count-characters.ts';
import { checkEmailAddress } from '../accounts/email-address.ts';
import { mixesScripts } from '../accounts/look-alikes.ts';
import { meantAddress } from '../accounts/mail-typo.ts';
import { isReservedUsername } from '../accounts/reserved-names.ts';
import { checkUsername, type UsernameCheck } from '../accounts/username.ts';
import type { RegistrationSettings } from '../settings/settings.ts';
import { domainRefusal } from './mail-domains.ts';
import { refusalSinceRejection } from './refused-addresses.ts';
import type { SignUpContext } from './registration-context.ts';
import type { SignUpErrors, SignUpForm } from './sign-up-form.ts';

/** The longest answer to why somebody wants to join, in characters. */
export const REASON_MAX_LENGTH = 1_000;

/** A form whose fields are in order, as they will be stored. */
export interface CheckedSignUp {
  readonly ok: true;
  readonly username: string;
  readonly email: string;
  readonly reason: string;
}

/** Checks every field by itself; whether names are taken is another matter. */
export async function checkSignUp(
  context: Pick<SignUpContext, 'db' | 'validatePassword' | 'disposableDomains'>,
  settings: RegistrationSettings,
  form: SignUpForm,
): Promise<CheckedSignUp | { readonly ok: false; readonly errors: SignUpErrors }> {
  const username = checkNewUsername(form.username);
  const email = checkEmailAddress(form.email);
  const reason = settings.askReason ? (form.reason ?? '').trim().replaceAll(/\r\n?/g, '\n') : '';
  const errors: { -readonly [Field in keyof SignUpErrors]: readonly string[] } = {};
  if (!username.ok) errors.username = [username.message];
  if (!email.ok) errors.email = [email.message];
  else {
    const refused =
      domainRefusal(email.address, settings, context.disposableDomains) ??
      (await refusalSinceRejection(context.db, email.address));
    const fault = refused ?? slipQuestion(context, settings, form.emailAsked, email.address);
    if (fault !== null) errors.email = [fault];
  }
  if (form.password1 === '') errors.password1 = ['This field is required.'];
  if (form.password2 === '') errors.password2 = ['This field is required.'];
  else if (form.password1 !== '' && form.password1 !== form.password2) {
    errors.password2 = ['The two password fields didn’t match.'];
  } else {
    // Compared, as in Django, with valid values only: these are short.
    const faults = await context.validatePassword(form.password2, {
      ...(username.ok ? { username: username.username } : {}),
      ...(email.ok ? { email: email.address } : {}),
    });
    if (faults.length > 0) errors.password1 ??= faults.map(({ message }) => message);
  }
  if (settings.termsLink !== '' && form.tos !== true) {
    errors.tos = ['You must agree to the terms to register.'];
  }
  const tooLong = lengthFault(reason, REASON_MAX_LENGTH);
  if (tooLong !== null) {
    errors.reason = [tooLong];
  } else if (/(?!\n)\p{Cc}/u.test(reason)) {
    errors.reason = ['Null and control characters are not allowed.'];
  }
  if (!username.ok || !email.ok || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, username: username.username, email: email.address, reason };
}

/**
 * Asks once about an address that is probably mistyped: the mail would reach nobody. It goes by
 * well-known domains alone, because the usual ones of this site would tell where its people are.
 *
 * @param asked The address that the form has been shown for; undefined in a form that can't tell.
 */
function slipQuestion(
  { disposableDomains }: Pick<SignUpContext, 'disposableDomains'>,
  settings: RegistrationSettings,
  asked: string | undefined,
  address: string,
): string | null {
  const meant = asked === undefined ? null : meantAddress(address);
  if (meant === null || domainRefusal(meant, settings, disposableDomains) !== null) return null;
  const before = checkEmailAddress(asked ?? '');
  if (before.ok && before.address === address) return null;
  return `Did you mean ${meant}? If not, send it again as it is.`;
}

/** What a visitor may call themselves: no reserved name, and none that looks like another's. */
function checkNewUsername(raw: string): UsernameCheck {
  const checked = checkUsername(raw);
  if (!checked.ok) return checked;
  if (isReservedUsername(checked.username)) {
    return { ok: false, message: 'This name is reserved and cannot be registered.' };
  }
  if (mixesScripts(checked.username)) {
    const message = 'This name cannot be registered. Please choose a different name.';
    return { ok: false, message };
  }
  return checked;
}
