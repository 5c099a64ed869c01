import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { readCookie, writeCookie } from './cookies.ts';
import { createCsrfSecret, createCsrfToken, isCsrfSecret } from './csrf-token.ts';
import type { PageName, RenderPage } from './page-templates.ts';
import { FORM_REFERRER } from './security-headers.ts';
import type { AccountsSiteServices, SiteContext } from './site-environment.ts';

type PageContext = Readonly<Record<string, unknown>>;

export interface SitePages {
  /** Answers with a page; its template knows `site`, `user` and what the context holds. */
  show(
    c: SiteContext,
    page: PageName,
    context?: PageContext,
    status?: ContentfulStatusCode,
  ): Promise<Response>;
  /** Answers with a page that holds a form: its template knows `csrf_token` as well. */
  showForm(
    c: SiteContext,
    page: PageName,
    context: PageContext,
    status?: ContentfulStatusCode,
  ): Promise<Response>;
  /** Gives the visitor another secret, so that tokens from before are worth nothing. */
  renewSecret(c: SiteContext): void;
}

/** What every group of pages is made from. */
export interface PageGroup {
  readonly services: AccountsSiteServices;
  readonly pages: SitePages;
  /** Called after a visitor changed something. */
  readonly onChange: () => void;
}

/** Makes answers of page templates, and visitors' CSRF secrets where there is a form. */
export function createSitePages(given: {
  readonly render: RenderPage;
  readonly randomBytes: (size: number) => Buffer;
}): SitePages {
  const { render, randomBytes } = given;

  async function answer(
    c: SiteContext,
    page: PageName,
    given: { readonly context: PageContext; readonly status: ContentfulStatusCode },
  ): Promise<Response> {
    const account = c.get('signedIn')?.account;
    const user = account ? { username: account.username } : null;
    const common = { site: c.get('site'), user, csrf_token: '' };
    return c.html(await render(page, { ...common, ...given.context }), given.status);
  }

  async function show(
    c: SiteContext,
    page: PageName,
    context: PageContext = {},
    status: ContentfulStatusCode = 200,
  ): Promise<Response> {
    // Whoever is signed in finds the button to sign out on every page, and that is a form.
    if (c.get('signedIn')) return showForm(c, page, context, status);
    return answer(c, page, { context, status });
  }

  async function showForm(
    c: SiteContext,
    page: PageName,
    context: PageContext,
    status: ContentfulStatusCode = 200,
  ): Promise<Response> {
    const cookie = readCookie(c, 'csrftoken');
    const secret = isCsrfSecret(cookie) ? cookie : createCsrfSecret(randomBytes);
    writeCookie(c, 'csrftoken', { value: secret });
    c.header('referrer-policy', FORM_REFERRER);
    const csrf_token = createCsrfToken(secret, randomBytes);
    return answer(c, page, { context: { ...context, csrf_token }, status });
  }

  function renewSecret(c: SiteContext): void {
    writeCookie(c, 'csrftoken', { value: createCsrfSecret(randomBytes) });
  }

  return { show, showForm, renewSecret };
}
