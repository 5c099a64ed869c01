import { changePassword } from '../sign-in/change-password.ts';
import { listSessions } from '../sign-in/manage-sessions.ts';
import { minuteInWords, parseDjangoDatetime } from '../db/django-datetime.ts';
import { readSetting } from '../settings/settings-store.ts';
import type { SignedIn } from '../sign-in/site-sessions.ts';
import { formContext } from './form-context.ts';
import { readOwnForm } from './own-form.ts';
import { loginPathFor } from './session-pages.ts';
import { writeSession } from './session-cookie.ts';
import type { SiteContext, SiteRouter } from './site-environment.ts';
import type { PageGroup } from './site-pages.ts';

const CHANGE_PATH = '/accounts/password/change/';
const DONE_PATH = `${CHANGE_PATH}done/`;
const EMPTY = { old_password: '', new_password1: '', new_password2: '' };

/** Adds the pages of whoever is signed in: `profile/` and `password/change/` with its `done/`. */
export function addProfilePages(router: SiteRouter, given: PageGroup): void {
  const { services, pages, onChange } = given;

  async function showChange(
    c: SiteContext,
    { account }: SignedIn,
    errors: Parameters<typeof formContext>[1],
  ): Promise<Response> {
    const { passwordMinimumLength } = await readSetting(services.db, 'signIn');
    const others = await listSessions(services, account.id);
    return pages.showForm(c, 'password_change_form', {
      ...formContext(EMPTY, errors),
      minimum_length: passwordMinimumLength,
      other_sessions: Math.max(0, others.length - 1),
    });
  }

  router.get('/accounts/profile/', async (c) => {
    const signedIn = c.get('signedIn');
    if (!signedIn) return c.redirect(loginPathFor(c));
    return pages.showForm(c, 'profile', await profileOf(signedIn));
  });
  router.get(CHANGE_PATH, async (c) => {
    const signedIn = c.get('signedIn');
    return signedIn ? showChange(c, signedIn, {}) : c.redirect(loginPathFor(c));
  });
  router.post(CHANGE_PATH, async (c) => {
    const signedIn = c.get('signedIn');
    if (!signedIn) return c.redirect(loginPathFor(c));
    const posted = await readOwnForm(c);
    const value = (name: keyof typeof EMPTY): string => posted.get(name) ?? '';
    const { account, sessionId } = signedIn;
    const form = {
      old_password: value('old_password'),
      new_password1: value('new_password1'),
      new_password2: value('new_password2'),
    };
    const result = await changePassword(services, { account, sessionId, form });
    if (!result.ok) return showChange(c, signedIn, result.errors);
    if (result.session) writeSession(c, services, result.session);
    pages.renewSecret(c);
    onChange();
    return c.redirect(`${DONE_PATH}?ended=${result.ended}`);
  });
  router.get(DONE_PATH, async (c) => {
    if (!c.get('signedIn')) return c.redirect(loginPathFor(c));
    const ended = /^\d{1,3}$/.test(c.req.query('ended') ?? '') ? Number(c.req.query('ended')) : 0;
    return pages.showForm(c, 'password_change_done', { ended });
  });

  async function profileOf({ account, sessionId }: SignedIn) {
    const sessions = await listSessions(services, account.id);
    const row = await services.db
      .selectFrom('auth_user')
      .select('date_joined')
      .where('id', '=', account.id)
      .executeTakeFirst();
    return {
      profile: {
        username: account.username,
        email: account.email,
        name: `${account.first_name} ${account.last_name}`.trim(),
        date_joined: minute(parseDjangoDatetime(row?.date_joined ?? null)),
        last_login: minute(parseDjangoDatetime(account.last_login)),
      },
      sessions: sessions.map((session) => ({
        browser: session.browser,
        address: session.address,
        started: minute(new Date(session.startedAt)),
        last_seen: minute(new Date(session.lastSeenAt)),
        current: session.id === sessionId,
      })),
    };
  }
}

function minute(instant: Date | null): string {
  return instant ? minuteInWords(instant) : '';
}
