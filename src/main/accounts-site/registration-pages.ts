import { VISITOR } from '../operations/actor.ts';
import { signUp, type SignUpErrors, type SignUpForm } from '../registrations/sign-up.ts';
import { readSetting } from '../settings/settings-store.ts';
import { createHashingLine } from './hashing-line.ts';
import { readOwnForm } from './own-form.ts';
import type { AccountsSiteServices, SiteRouter } from './site-environment.ts';
import type { SitePages } from './site-pages.ts';

/** How many passwords are hashed at once, and how many sign-ups may wait for it. */
const HASHING_LIMITS = { atOnce: 4, waiting: 50 };
const FIELDS = ['username', 'email', 'password1', 'password2'] as const;
const EMPTY: SignUpForm = { username: '', email: '', password1: '', password2: '' };
const CLOSED_PATH = '/accounts/register/closed/';

/** Adds `register/` with its `complete/` and `closed/`, django-registration's sign-up. */
export function addRegistrationPages(
  router: SiteRouter,
  given: {
    readonly services: AccountsSiteServices;
    readonly pages: SitePages;
    readonly onChange: () => void;
  },
): void {
  const { services, pages, onChange } = given;
  const registration = () => readSetting(services.db, 'registration');
  const inLine = createHashingLine(HASHING_LIMITS);
  const { hasher } = services;
  const encode = (password: string) => inLine(() => hasher.encode(password));
  const context = { ...services, hasher: { ...hasher, encode } };

  router.get('/accounts/register/', async (c) => {
    if (!(await registration()).open) return c.redirect(CLOSED_PATH);
    return pages.showForm(c, 'registration_form', formContext(EMPTY, {}));
  });
  router.post('/accounts/register/', async (c) => {
    if (!(await registration()).open) return c.redirect(CLOSED_PATH);
    const form = toSignUpForm(await readOwnForm(c));
    const result = await signUp(context, form, VISITOR);
    if (!result.ok) {
      return pages.showForm(c, 'registration_form', formContext(form, result.errors));
    }
    onChange();
    return c.redirect('/accounts/register/complete/');
  });
  router.get('/accounts/register/complete/', async (c) => {
    const { activationDays } = await registration();
    return pages.show(c, 'registration_complete', { expiration_days: activationDays });
  });
  router.get(CLOSED_PATH, (c) => pages.show(c, 'registration_closed'));
}

function toSignUpForm(posted: URLSearchParams): SignUpForm {
  const value = (name: (typeof FIELDS)[number]): string => posted.get(name) ?? '';
  return {
    username: value('username'),
    email: value('email'),
    password1: value('password1'),
    password2: value('password2'),
  };
}

/** What the template shows again: what was typed, but never a password, and what is wrong. */
function formContext({ username, email }: SignUpForm, errors: SignUpErrors) {
  const typed = { username, email, password1: '', password2: '' };
  return {
    form: Object.fromEntries(
      FIELDS.map((name) => [name, { value: typed[name], errors: errors[name] ?? [] }]),
    ),
    errors: FIELDS.flatMap((name) =>
      (errors[name] ?? []).map((message) => ({ field: name, message })),
    ),
  };
}
