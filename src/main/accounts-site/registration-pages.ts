import { HOUR_MS } from '../../shared/durations.ts';
import { VISITOR } from '../operations/actor.ts';
import type { InvitationState } from '../registrations/invitations.ts';
import { admission, signUp } from '../registrations/sign-up.ts';
import type { SignUpErrors, SignUpForm } from '../registrations/sign-up-form.ts';
import type { RegistrationSettings } from '../settings/settings.ts';
import { readSetting } from '../settings/settings-store.ts';
import { checkEmailAddress } from '../accounts/email-address.ts';
import { readCookie, writeCookie } from './cookies.ts';
import { formContext } from './form-context.ts';
import { limitNetwork } from './network-limit.ts';
import { DEFAULT_NEXT } from './next-path.ts';
import { readOwnForm } from './own-form.ts';
import type { SiteContext, SiteRouter } from './site-environment.ts';
import type { PageGroup } from './site-pages.ts';

const REGISTER_PATH = '/accounts/register/';
const COMPLETE_PATH = `${REGISTER_PATH}complete/`;
const CLOSED_PATH = `${REGISTER_PATH}closed/`;
const EMPTY: SignUpForm = { username: '', email: '', password1: '', password2: '' };
/** How long the next page remembers the address that was given, in milliseconds. */
const REMEMBER_MS = HOUR_MS;
const CLOSED_STATES = ['none', 'unknown', 'expired', 'used-up'] as const;

/** Adds `register/` with its `complete/` and `closed/`, django-registration's sign-up. */
export function addRegistrationPages(router: SiteRouter, given: PageGroup): void {
  const { services, pages, onChange } = given;
  const registration = () => readSetting(services.db, 'registration');

  async function showRegister(
    c: SiteContext,
    settings: RegistrationSettings,
    shown: { readonly form: SignUpForm; readonly errors: SignUpErrors },
  ): Promise<Response> {
    const { form, errors } = shown;
    const { passwordMinimumLength } = await readSetting(services.db, 'signIn');
    const typed = {
      username: form.username,
      email: form.email,
      password1: '',
      password2: '',
      reason: form.reason ?? '',
      tos: form.tos ? 'on' : '',
    };
    return pages.showForm(c, 'registration_form', {
      ...formContext(typed, { ...errors }),
      minimum_length: passwordMinimumLength,
      terms_link: settings.termsLink,
      ask_reason: settings.askReason,
      invitation: form.invitation ?? '',
      // Whatever was to be said of it stands beside it now.
      email_asked: form.email.trim(),
      registration_policy: settings.policy,
    });
  }

  router.get(REGISTER_PATH, async (c) => {
    if (c.get('signedIn')) return c.redirect(DEFAULT_NEXT);
    const settings = await registration();
    const invitation = c.req.query('invitation') ?? '';
    const entry = await admission(services, settings.policy, invitation);
    if (!entry.admitted) return c.redirect(closedPath(entry.closed));
    return showRegister(c, settings, { form: { ...EMPTY, invitation }, errors: {} });
  });
  router.post(REGISTER_PATH, async (c) => {
    const settings = await registration();
    if (settings.policy === 'closed') return c.redirect(CLOSED_PATH);
    const form = toSignUpForm(await readOwnForm(c));
    await limitNetwork(c, services, 'sign-up');
    const { address } = c.get('visitor');
    const { test } = c.env;
    const actor = test?.actor ?? VISITOR;
    const result = await signUp(services, form, { actor, address, isTest: test !== undefined });
    if (result.ok) {
      const { userId, operationId } = result;
      if (userId !== null && operationId !== null) test?.onSignUp({ userId, operationId });
      writeCookie(c, 'registered', {
        value: Buffer.from(form.email.trim()).toString('base64url'),
        maxAgeMs: REMEMBER_MS,
      });
      onChange();
      return c.redirect(COMPLETE_PATH);
    }
    if ('closed' in result) return c.redirect(closedPath(result.closed));
    return showRegister(c, settings, { form, errors: result.errors });
  });
  router.get(COMPLETE_PATH, async (c) => {
    const { activationDays, policy } = await registration();
    const given = Buffer.from(readCookie(c, 'registered') ?? '', 'base64url').toString();
    const email = checkEmailAddress(given.slice(0, 400));
    return pages.show(c, 'registration_complete', {
      email: email.ok ? email.address : '',
      expiration_days: activationDays,
      registration_policy: policy,
    });
  });
  router.get(CLOSED_PATH, async (c) => {
    const { policy, closedMessage } = await registration();
    const asked = c.req.query('invitation');
    return pages.show(c, 'registration_closed', {
      registration_policy: policy,
      closed_message: closedMessage,
      invitation_state: CLOSED_STATES.find((state) => state === asked) ?? 'none',
    });
  });
}

/** A withdrawn invitation is told as one that was never made. */
function closedPath(state: InvitationState | 'none'): string {
  if (state === 'none' || state === 'open') return CLOSED_PATH;
  return `${CLOSED_PATH}?invitation=${state === 'revoked' ? 'unknown' : state}`;
}

function toSignUpForm(posted: URLSearchParams): SignUpForm {
  const value = (name: keyof SignUpForm): string => posted.get(name) ?? '';
  return {
    username: value('username'),
    email: value('email'),
    password1: value('password1'),
    password2: value('password2'),
    tos: value('tos') !== '',
    reason: value('reason'),
    invitation: value('invitation'),
    // A template of the site's own may be without it, and could not answer.
    ...(posted.has('email_asked') && { emailAsked: posted.get('email_asked') ?? '' }),
  };
}
