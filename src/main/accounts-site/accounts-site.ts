import { readFile } from 'node:fs/promises';

import { Hono } from 'hono';

import { readSetting, readSite } from '../settings/settings-store.ts';
import { addActivationPages } from './activation-pages.ts';
import { describeRefusal } from './refusals.ts';
import { addRegistrationPages } from './registration-pages.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { isServedHost } from './served-host.ts';
import type { AccountsSiteServices, SiteRouter } from './site-environment.ts';
import { createSitePages } from './site-pages.ts';

/** Stands in until the site's own name is read, and when it can't be. */
const NAMELESS = { name: '', domain: '', scheme: 'http' } as const;
/** How long browsers keep the stylesheet, in seconds. */
const STYLESHEET_MAX_AGE = 300;
/** The pages that a missing slash leads to, as Django's APPEND_SLASH. */
const WITHOUT_SLASH = [
  '/accounts',
  '/accounts/register',
  '/accounts/register/complete',
  '/accounts/register/closed',
  '/accounts/activate/:key',
];

/**
 * The accounts site: django-registration's pages under its paths. GET shows, POST acts; nothing
 * that a request says about its own address gets into a link or a redirect.
 */
export async function createAccountsSite(given: {
  readonly services: AccountsSiteServices;
  readonly resources: URL;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}): Promise<SiteRouter> {
  const { services, resources, onError } = given;
  const { db, randomBytes } = services;
  const stylesheet = await readFile(new URL('static/site.css', resources), 'utf8');
  const pages = createSitePages({ resources, randomBytes });
  const router: SiteRouter = new Hono();

  router.use(async (c, next) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.header(name, value);
    c.set('site', NAMELESS);
    const site = await readSite(db);
    const hosts = [c.req.header('host') ?? '', new URL(c.req.url).host];
    if (!hosts.every((host) => isServedHost(host, site))) return c.text('Bad Request', 400);
    c.set('site', site);
    return next();
  });
  router.get('/', (c) => c.redirect('/accounts/'));
  router.get('/accounts/', async (c) => {
    const { open } = await readSetting(db, 'registration');
    return pages.show(c, 'index', { registration_open: open });
  });
  router.get('/accounts/site.css', (c) => {
    c.header('cache-control', `max-age=${STYLESHEET_MAX_AGE}`);
    return c.body(stylesheet, 200, { 'content-type': 'text/css; charset=utf-8' });
  });
  router.on('GET', WITHOUT_SLASH, (c) => c.redirect(`${new URL(c.req.url).pathname}/`, 301));
  addRegistrationPages(router, { ...given, pages });
  addActivationPages(router, { ...given, pages });
  router.notFound((c) => pages.show(c, 'not_found', {}, 404));
  router.onError((error, c) => {
    const { status, words } = describeRefusal(error);
    if (status === 500) onError(error);
    if (status === 503) c.header('retry-after', '60');
    return pages.show(c, 'error', { ...words }, status);
  });
  return router;
}
