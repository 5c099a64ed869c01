import { readFile } from 'node:fs/promises';

import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';

import { readSetting, readSite } from '../settings/settings-store.ts';
import { addActivationPages } from './activation-pages.ts';
import { createHashingLine } from './hashing-line.ts';
import { addOldPaths } from './old-paths.ts';
import { createPageTemplates } from './page-templates.ts';
import { addProfilePages } from './profile-pages.ts';
import { describeRefusal } from './refusals.ts';
import { addRegistrationPages } from './registration-pages.ts';
import { addResetPages } from './reset-pages.ts';
import { SECURITY_HEADERS, STRICT_TRANSPORT } from './security-headers.ts';
import { admit, OF_THIS_MACHINE } from './served-host.ts';
import { readSignedIn } from './session-cookie.ts';
import { addSessionPages } from './session-pages.ts';
import type { AccountsSiteServices, SiteContext, SiteRouter } from './site-environment.ts';
import { createSitePages } from './site-pages.ts';

/** Stands in until the site's own name is read, and when it can't be. */
const NAMELESS = { name: '', domain: '', scheme: 'http' } as const;
/** How long browsers keep the stylesheet, in seconds. */
const STYLESHEET_MAX_AGE = 300;
const STYLESHEET_PATH = '/accounts/site.css';
/** How many passwords are hashed at once, and how many requests may wait for it. */
const HASHING_LIMITS = { atOnce: 4, waiting: 50 };

export interface AccountsSiteOptions {
  readonly services: AccountsSiteServices;
  readonly resources: URL;
  /** Templates of the site owner's, before the shipped ones. */
  readonly overrides?: Parameters<typeof createPageTemplates>[1];
  /** Called after a visitor changed something. */
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}

/**
 * The accounts site: Django's and django-registration's pages under their paths. GET shows, POST
 * acts; nothing that a request says about its own address gets into a link or a redirect.
 */
export async function createAccountsSite(options: AccountsSiteOptions): Promise<SiteRouter> {
  const { resources, onError, onChange } = options;
  const services = inLine(options.services);
  const { db, randomBytes } = services;
  const stylesheet = await readFile(new URL('static/site.css', resources), 'utf8');
  const render = createPageTemplates(resources, options.overrides);
  const pages = createSitePages({ render, randomBytes });
  const router: SiteRouter = new Hono();

  router.use(async (c, next) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.header(name, value);
    c.set('site', NAMELESS);
    c.set('isSecure', false);
    c.set('signedIn', null);
    const site = await readSite(db);
    const network = await readSetting(db, 'network');
    const admission = c.env.test ? OF_THIS_MACHINE : admit(originOf(c), site, network);
    if (!admission.admitted) return c.text(admission.reason, admission.status);
    c.set('site', site);
    c.set('isSecure', network.exposure === 'proxy');
    if (c.get('isSecure')) c.header('strict-transport-security', STRICT_TRANSPORT);
    const userAgent = c.req.header('user-agent') ?? '';
    c.set('visitor', { address: admission.address, userAgent });
    if (c.req.path !== STYLESHEET_PATH) c.set('signedIn', await readSignedIn(c, services));
    return next();
  });
  router.get('/', (c) => c.redirect('/accounts/'));
  router.get('/accounts/', async (c) => {
    const { policy } = await readSetting(db, 'registration');
    return pages.show(c, 'index', { registration_policy: policy });
  });
  router.get(STYLESHEET_PATH, (c) => {
    c.header('cache-control', `max-age=${STYLESHEET_MAX_AGE}`);
    return c.body(stylesheet, 200, { 'content-type': 'text/css; charset=utf-8' });
  });
  const group = { services, pages, onChange };
  addSessionPages(router, group);
  addProfilePages(router, group);
  addResetPages(router, group);
  addRegistrationPages(router, group);
  addActivationPages(router, group);
  addOldPaths(router);
  finishPaths(router);
  // What a mail program made of a link, such as one with a bracket and a slash behind it.
  router.get('/accounts/activate/*', async (c) => {
    const { activationDays } = await readSetting(db, 'registration');
    const context = { state: 'unknown', username: null, expiration_days: activationDays };
    return pages.show(c, 'activation_failed', context);
  });
  router.notFound((c) => pages.show(c, 'not_found', {}, 404));
  router.onError((error, c) => {
    const { status, words, retryAfter } = describeRefusal(error);
    if (status === 500) onError(error);
    if (retryAfter !== null) c.header('retry-after', String(retryAfter));
    return pages.show(c, 'error', { ...words }, status);
  });
  return router;
}

/** Leads to the slash that an address lacks (APPEND_SLASH), and refuses methods a page has not. */
function finishPaths(router: SiteRouter): void {
  const paths = new Set(
    router.routes
      .filter(({ method, path }) => method === 'GET' && /^\/accounts\/.*\/$/.test(path))
      .map(({ path }) => path),
  );
  for (const path of ['/accounts/', ...paths]) {
    router.get(path.slice(0, -1), (c) => {
      const { pathname, search } = new URL(c.req.url);
      return c.redirect(`${pathname}/${search}`, 301);
    });
    const isPosted = router.routes.some((route) => route.path === path && route.method === 'POST');
    router.all(path, (c) => {
      c.header('allow', isPosted ? 'GET, HEAD, POST' : 'GET, HEAD');
      throw new HTTPException(405);
    });
  }
}

/** The same services, with all hashing in one line, so that a flood can't take the machine. */
function inLine(services: AccountsSiteServices): AccountsSiteServices {
  const { hasher } = services;
  const turn = createHashingLine(HASHING_LIMITS);
  return {
    ...services,
    hasher: {
      encode: (password) => turn(() => hasher.encode(password)),
      check: (password, encoded) => turn(() => hasher.check(password, encoded)),
      checkNothing: (password) => turn(() => hasher.checkNothing(password)),
    },
  };
}

function originOf(c: SiteContext) {
  return {
    hosts: [c.req.header('host') ?? '', new URL(c.req.url).host],
    remoteAddress: c.env.incoming?.socket.remoteAddress ?? '',
    forwardedFor: c.req.header('x-forwarded-for') ?? '',
    forwardedProto: c.req.header('x-forwarded-proto') ?? '',
  };
}
