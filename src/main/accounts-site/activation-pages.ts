import { activateByKey, examineKey, type KeyFinding } from '../registrations/activate-by-key.ts';
import { requestActivation } from '../registrations/resend-by-visitor.ts';
import { recordLinkFetch, recordLinkUse } from '../registrations/link-events.ts';
import { readSetting } from '../settings/settings-store.ts';
import { addAddressForm } from './address-form.ts';
import { readOwnForm } from './own-form.ts';
import type { SiteContext, SiteRouter } from './site-environment.ts';
import type { PageGroup } from './site-pages.ts';

const COMPLETE_PATH = '/accounts/activate/complete/';
const RESEND_PATH = '/accounts/activate/resend/';
const KEY_PATH = '/accounts/activate/:key/';

/**
 * Adds `activate/<key>/`, `activate/complete/` and `activate/resend/`
 * (django-registration-redux's ResendActivationView). Mail scanners follow links, and some press
 * nothing but run scripts: only the button's POST activates.
 */
export function addActivationPages(router: SiteRouter, given: PageGroup): void {
  const { services, pages, onChange } = given;
  addAddressForm(router, given, {
    path: RESEND_PATH,
    form: 'resend_activation_form',
    done: 'resend_activation_complete',
    request: requestActivation,
  });

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
