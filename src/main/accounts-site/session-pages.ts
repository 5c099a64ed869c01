import { authenticate, WRONG_LOGIN } from '../sign-in/authenticate.ts';
import { startSession } from '../sign-in/site-sessions.ts';
import { waitInWords } from '../sign-in/wait-in-words.ts';
import { readSetting } from '../settings/settings-store.ts';
import { readCookie } from './cookies.ts';
import { formContext } from './form-context.ts';
import { safeNext } from './next-path.ts';
import { readOwnForm } from './own-form.ts';
import { endHeldSession, markDevice, signOut, writeSession } from './session-cookie.ts';
import type { SiteContext, SiteRouter } from './site-environment.ts';
import type { PageGroup } from './site-pages.ts';

export const LOGIN_PATH = '/accounts/login/';
const LOGOUT_PATH = '/accounts/logout/';

/** Adds `login/` and `logout/`, Django's LoginView and LogoutView. */
export function addSessionPages(router: SiteRouter, given: PageGroup): void {
  const { services, pages, onChange } = given;

  async function showLogin(
    c: SiteContext,
    shown: {
      readonly username: string;
      readonly next: string;
      readonly error?: string;
      readonly status?: 200 | 429;
    },
  ): Promise<Response> {
    const { policy } = await readSetting(services.db, 'registration');
    const errors = shown.error === undefined ? {} : { '': [shown.error] };
    const context = formContext({ username: shown.username, password: '' }, errors);
    const rest = { next: shown.next, registration_policy: policy };
    return pages.showForm(c, 'login', { ...context, ...rest }, shown.status ?? 200);
  }

  router.get(LOGIN_PATH, async (c) => {
    const next = c.req.query('next');
    if (c.get('signedIn')) return c.redirect(safeNext(next));
    return showLogin(c, { username: '', next: next === undefined ? '' : safeNext(next) });
  });
  router.post(LOGIN_PATH, async (c) => {
    const form = await readOwnForm(c);
    const next = safeNext(form.get('next') || c.req.query('next'));
    const username = form.get('username') ?? '';
    const result = await authenticate(services, {
      login: username,
      password: form.get('password') ?? '',
      visitor: c.get('visitor'),
      deviceMark: readCookie(c, 'knowndevice') ?? '',
    });
    if (!result.ok && result.waitMs > 0) {
      c.header('retry-after', String(Math.ceil(result.waitMs / 1_000)));
      const error = `Too many wrong passwords. Wait ${waitInWords(result.waitMs)} and try again, or reset your password.`;
      return showLogin(c, { username, next, error, status: 429 });
    }
    if (!result.ok) return showLogin(c, { username, next, error: WRONG_LOGIN });
    // A key that was there before is never taken over (session fixation, ASVS 7.2.4).
    await endHeldSession(c, services);
    writeSession(c, services, await startSession(services, result.account, c.get('visitor')));
    await markDevice(c, services, result.account.id);
    pages.renewSecret(c);
    onChange();
    return c.redirect(next);
  });

  router.get(LOGOUT_PATH, async (c) =>
    c.get('signedIn') ? c.redirect('/accounts/profile/') : pages.show(c, 'logged_out'),
  );
  router.post(LOGOUT_PATH, async (c) => {
    await readOwnForm(c);
    await signOut(c, services);
    pages.renewSecret(c);
    onChange();
    return c.redirect(LOGOUT_PATH);
  });
}

/** The sign-in page that leads back to the page that was asked for. */
export function loginPathFor(c: SiteContext): string {
  const { pathname, search } = new URL(c.req.url);
  return `${LOGIN_PATH}?next=${encodeURIComponent(pathname + search)}`;
}
