import { activateByKey, examineKey, type KeyFinding } from '../registrations/activate-by-key.ts';
import { recordLinkFetch, recordLinkUse } from '../registrations/link-events.ts';
import { readSetting } from '../settings/settings-store.ts';
import { readOwnForm } from './own-form.ts';
import type { PageGroup, SiteContext, SiteRouter } from './site-environment.ts';
import type { SitePages } from './site-pages.ts';

const COMPLETE_PATH = '/accounts/activate/complete/';
const KEY_PATH = '/accounts/activate/:key/';

/**
 * Adds `activate/<key>/` and `activate/complete/`. Mail scanners follow links, and some press
 * nothing but run scripts: only the button's POST activates.
 */
export function addActivationPages(router: SiteRouter, given: PageGroup<SitePages>): void {
  const { services, pages, onChange } = given;

  async function showKey(c: SiteContext, { state, username }: KeyFinding): Promise<Response> {
    if (state === 'valid') return pages.showForm(c, 'activate', { username });
    if (state === 'to-approve') {
      return pages.show(c, 'activation_complete_admin_pending', { username });
    }
    const { activationDays } = await readSetting(services.db, 'registration');
    const context = { state, username, expiration_days: activationDays };
    return pages.show(c, 'activation_failed', context);
  }

  router.get(COMPLETE_PATH, (c) => pages.show(c, 'activation_complete'));
  router.get(KEY_PATH, async (c) => {
    const finding = await examineKey(services, c.req.param('key'));
    if (finding.accountId !== null) {
      await recordLinkFetch(services.db, {
        accountId: finding.accountId,
        at: services.now(),
        method: c.req.method,
        ...c.get('visitor'),
      });
    }
    return showKey(c, finding);
  });
  router.post(KEY_PATH, async (c) => {
    await readOwnForm(c);
    const finding = await activateByKey(services, c.req.param('key'));
    if (finding.accountId !== null) {
      await recordLinkUse(services.db, {
        accountId: finding.accountId,
        at: services.now(),
        ...c.get('visitor'),
      });
    }
    if (finding.state !== 'valid') {
      if (finding.state === 'to-approve') onChange();
      return showKey(c, finding);
    }
    onChange();
    return c.redirect(COMPLETE_PATH);
  });
}
