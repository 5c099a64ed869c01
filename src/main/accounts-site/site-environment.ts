import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';

import type { SignUpContext } from '../registrations/registration-context.ts';
import type { SiteSettings } from '../settings/settings.ts';
import type { SignedIn } from '../sign-in/site-sessions.ts';
import type { Visitor } from '../sign-in/visitor.ts';

/** What the accounts site needs of the application. */
export type AccountsSiteServices = SignUpContext;

/** What each request carries, in hono's form. */
interface SiteEnvironment {
  readonly Bindings: Partial<HttpBindings>;
  readonly Variables: {
    readonly site: SiteSettings;
    /** Whether the request came over TLS, which the proxy ended. */
    readonly isSecure: boolean;
    readonly visitor: Visitor;
    readonly signedIn: SignedIn | null;
  };
}

export type SiteContext = Context<SiteEnvironment>;
export type SiteRouter = Hono<SiteEnvironment>;

/** What every group of pages is made from. */
export interface PageGroup<Pages> {
  readonly services: AccountsSiteServices;
  readonly pages: Pages;
  /** Called after a visitor changed something. */
  readonly onChange: () => void;
}
