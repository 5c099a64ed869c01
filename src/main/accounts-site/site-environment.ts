import type { Context, Hono } from 'hono';

import type { PasswordHasher } from '../accounts/password/hasher.ts';
import type { PasswordValidator } from '../accounts/password/validate.ts';
import type { RegistrationContext } from '../registrations/registration-context.ts';
import type { SiteSettings } from '../settings/settings.ts';

/** What the accounts site needs of the application. */
export interface AccountsSiteServices extends RegistrationContext {
  readonly hasher: PasswordHasher;
  readonly validatePassword: PasswordValidator;
}

/** What each request carries, in hono's form. */
interface SiteEnvironment {
  readonly Variables: { readonly site: SiteSettings };
}

export type SiteContext = Context<SiteEnvironment>;
export type SiteRouter = Hono<SiteEnvironment>;
