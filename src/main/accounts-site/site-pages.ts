import { getCookie, setCookie } from 'hono/cookie';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { createCsrfSecret, createCsrfToken, CSRF_COOKIE, isCsrfSecret } from './csrf-token.ts';
import { createPageTemplates, type PageName } from './page-templates.ts';
import { FORM_REFERRER } from './security-headers.ts';
import type { SiteContext } from './site-environment.ts';

export interface SitePages {
  /** Answers with a page; its template knows `site` and what the context holds. */
  show(
    c: SiteContext,
    page: PageName,
    context?: Readonly<Record<string, unknown>>,
    status?: ContentfulStatusCode,
  ): Promise<Response>;
  /** Answers with a page that holds a form: its template knows `csrf_token` as well. */
  showForm(
    c: SiteContext,
    page: PageName,
    context: Readonly<Record<string, unknown>>,
  ): Promise<Response>;
}

/** Makes answers of page templates, and visitors' CSRF secrets where there is a form. */
export function createSitePages(given: {
  readonly resources: URL;
  readonly randomBytes: (size: number) => Buffer;
}): SitePages {
  const render = createPageTemplates(given.resources);
  const { randomBytes } = given;

  async function show(
    c: SiteContext,
    page: PageName,
    context: Readonly<Record<string, unknown>> = {},
    status: ContentfulStatusCode = 200,
  ): Promise<Response> {
    return c.html(await render(page, { site: c.get('site'), ...context }), status);
  }

  async function showForm(
    c: SiteContext,
    page: PageName,
    context: Readonly<Record<string, unknown>>,
  ): Promise<Response> {
    const cookie = getCookie(c, CSRF_COOKIE);
    const secret = isCsrfSecret(cookie) ? cookie : createCsrfSecret(randomBytes);
    setCookie(c, CSRF_COOKIE, secret, { path: '/', httpOnly: true, sameSite: 'Lax' });
    c.header('referrer-policy', FORM_REFERRER);
    return show(c, page, { ...context, csrf_token: createCsrfToken(secret, randomBytes) });
  }

  return { show, showForm };
}
