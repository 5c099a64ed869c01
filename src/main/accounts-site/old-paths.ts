import type { SiteRouter } from './site-environment.ts';

/** Where Django's own URL configuration has the pages (django.contrib.auth.urls), below accounts/. */
const OLD_PATHS: Readonly<Record<string, string>> = {
  'password_change/': 'password/change/',
  'password_change/done/': 'password/change/done/',
  'password_reset/': 'password/reset/',
  'password_reset/done/': 'password/reset/done/',
  'reset/done/': 'password/reset/complete/',
};

/** Leads from the paths that Django has or had to the ones of django-registration. */
export function addOldPaths(router: SiteRouter): void {
  for (const [old, path] of Object.entries(OLD_PATHS)) {
    router.get(`/accounts/${old}`, (c) => c.redirect(`/accounts/${path}`, 301));
  }
  router.get('/accounts/reset/:uid/:token/', (c) => {
    const { uid, token } = c.req.param();
    const parts = [uid, token].map(encodeURIComponent).join('/');
    return c.redirect(`/accounts/password/reset/confirm/${parts}/`);
  });
}
