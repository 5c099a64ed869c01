import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';

import type { Actor } from '../operations/actor.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import type { SiteSettings } from '../settings/settings.ts';
import type { SignedIn } from '../sign-in/site-sessions.ts';
import type { Visitor } from '../sign-in/visitor.ts';

/** What the accounts site needs of the application. */
export type AccountsSiteServices = SignUpContext;

/** That the application itself visits, for somebody at the console. No request from outside has it. */
export interface TestVisit {
  readonly actor: Actor;
  /** Told whom the register page has made. */
  readonly onSignUp: (made: { readonly userId: number; readonly operationId: number }) => void;
}

/** What each request carries, in hono's form. */
interface SiteEnvironment {
  readonly Bindings: Partial<HttpBindings> & { readonly test?: TestVisit };
  readonly Variables: {
    readonly site: Pick<SiteSettings, 'name' | 'domain' | 'scheme'>;
    /** Whether the request came over TLS, which the proxy ended. */
    readonly isSecure: boolean;
    readonly visitor: Visitor;
    readonly signedIn: SignedIn | null;
  };
}

export type SiteContext = Context<SiteEnvironment>;
export type SiteRouter = Hono<SiteEnvironment>;
