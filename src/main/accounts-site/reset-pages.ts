import { HOUR_MS } from '../../shared/durations.ts';
import { requestReset } from '../sign-in/request-reset.ts';
import { examineReset, resetPassword, type ResetLink } from '../sign-in/reset-password.ts';
import { decodeUid, encodeUid } from '../sign-in/reset-token.ts';
import { readSetting } from '../settings/settings-store.ts';
import { addAddressForm } from './address-form.ts';
import { dropCookie, readCookie, writeCookie } from './cookies.ts';
import { formContext } from './form-context.ts';
import { readOwnForm } from './own-form.ts';
import { markDevice, signOut } from './session-cookie.ts';
import type { SiteContext, SiteRouter } from './site-environment.ts';
import type { PageGroup } from './site-pages.ts';

const RESET_PATH = '/accounts/password/reset/';
const COMPLETE_PATH = `${RESET_PATH}complete/`;
const CONFIRM_PATH = `${RESET_PATH}confirm/`;
/** What stands in the address instead of the token (PasswordResetConfirmView.reset_url_token). */
const SET_PASSWORD = 'set-password';
/** How long the token waits in its cookie for the form, in milliseconds. */
const COOKIE_MS = HOUR_MS;
const EMPTY = { new_password1: '', new_password2: '' };

/** Adds `password/reset/` with its `done/`, `confirm/…` and `complete/`, Django's four steps. */
export function addResetPages(router: SiteRouter, given: PageGroup): void {
  const { services, pages, onChange } = given;

  async function showConfirm(
    c: SiteContext,
    shown: {
      readonly username: string | null;
      readonly errors?: Parameters<typeof formContext>[1];
    },
  ): Promise<Response> {
    const { passwordMinimumLength } = await readSetting(services.db, 'signIn');
    const { username, errors = {} } = shown;
    const context = {
      ...formContext(EMPTY, errors),
      validlink: username !== null,
      username: username ?? '',
      minimum_length: passwordMinimumLength,
    };
    if (username === null) return pages.show(c, 'password_reset_confirm', context);
    return pages.showForm(c, 'password_reset_confirm', context);
  }

  addAddressForm(router, given, {
    path: RESET_PATH,
    form: 'password_reset_form',
    done: 'password_reset_done',
    request: requestReset,
  });
  router.get(COMPLETE_PATH, (c) => pages.show(c, 'password_reset_complete'));

  // The form asks for its token by cookie, so that it is in no address that a page could tell on.
  router.get(`${CONFIRM_PATH}:uid/${SET_PASSWORD}/`, async (c) => {
    const account = await examineReset(services, linkOfCookie(c));
    return showConfirm(c, { username: account?.username ?? null });
  });
  router.post(`${CONFIRM_PATH}:uid/${SET_PASSWORD}/`, async (c) => {
    const posted = await readOwnForm(c);
    const form = {
      new_password1: posted.get('new_password1') ?? '',
      new_password2: posted.get('new_password2') ?? '',
    };
    const result = await resetPassword(services, linkOfCookie(c), form);
    if (result.state === 'invalid') return showConfirm(c, { username: null });
    if (result.state === 'faults') {
      return showConfirm(c, { username: result.account.username, errors: result.errors });
    }
    dropCookie(c, 'resettoken');
    // Whoever was signed in here may be somebody else; nobody is after a reset.
    await signOut(c, services);
    await markDevice(c, services, result.accountId);
    onChange();
    return c.redirect(COMPLETE_PATH);
  });
  router.get(`${CONFIRM_PATH}:uid/:token/`, async (c) => {
    const { uid, token } = c.req.param();
    return hideToken(c, { accountId: decodeUid(uid, 'base64'), token });
  });
  // Links as Django wrote them before 1.6.
  router.get(`${CONFIRM_PATH}:pair/`, async (c) => {
    const { pair } = c.req.param();
    const dash = pair.indexOf('-');
    const accountId = decodeUid(pair.slice(0, Math.max(dash, 0)), 'base36');
    return hideToken(c, { accountId, token: pair.slice(dash + 1) });
  });

  async function hideToken(c: SiteContext, link: ResetLink): Promise<Response> {
    const account = await examineReset(services, link);
    if (!account) return showConfirm(c, { username: null });
    const uid = encodeUid(account.id);
    writeCookie(c, 'resettoken', { value: `${uid}:${link.token}`, maxAgeMs: COOKIE_MS });
    return c.redirect(`${CONFIRM_PATH}${uid}/${SET_PASSWORD}/`);
  }
}

/** The link that was followed, if it is for the account that the address names. */
function linkOfCookie(c: SiteContext): ResetLink {
  const [uid = '', token = ''] = (readCookie(c, 'resettoken') ?? '').split(':');
  const accountId = uid === c.req.param('uid') ? decodeUid(uid, 'base64') : null;
  return { accountId, token };
}
