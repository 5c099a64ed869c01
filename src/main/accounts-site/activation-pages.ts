import { activateByKey, examineKey, type KeyFinding } from '../registrations/activate-by-key.ts';
import { readSetting } from '../settings/settings-store.ts';
import { readOwnForm } from './own-form.ts';
import type { AccountsSiteServices, SiteContext, SiteRouter } from './site-environment.ts';
import type { SitePages } from './site-pages.ts';

const COMPLETE_PATH = '/accounts/activate/complete/';
const KEY_PATH = '/accounts/activate/:key/';

/**
 * Adds `activate/<key>/` and `activate/complete/`. Mail scanners follow links, and some press
 * nothing but run scripts: only the button's POST activates.
 */
export function addActivationPages(
  router: SiteRouter,
  given: {
    readonly services: AccountsSiteServices;
    readonly pages: SitePages;
    readonly onChange: () => void;
  },
): void {
  const { services, pages, onChange } = given;

  async function showKey(c: SiteContext, { state, username }: KeyFinding): Promise<Response> {
    if (state === 'valid') return pages.showForm(c, 'activate', { username });
    const { activationDays } = await readSetting(services.db, 'registration');
    const context = { state, username, expiration_days: activationDays };
    return pages.show(c, 'activation_failed', context);
  }

  router.get(COMPLETE_PATH, (c) => pages.show(c, 'activation_complete'));
  router.get(KEY_PATH, async (c) => showKey(c, await examineKey(services, c.req.param('key'))));
  router.post(KEY_PATH, async (c) => {
    await readOwnForm(c);
    const finding = await activateByKey(services, c.req.param('key'));
    if (finding.state !== 'valid') return showKey(c, finding);
    onChange();
    return c.redirect(COMPLETE_PATH);
  });
  // What a mail program made of a link, such as one with a bracket and a slash behind it.
  router.get('/accounts/activate/*', (c) => showKey(c, { state: 'unknown', username: null }));
}
