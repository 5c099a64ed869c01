import { requestActivation } from '../registrations/resend-by-visitor.ts';
import { formContext } from './form-context.ts';
import { limitNetwork } from './network-limit.ts';
import { readOwnForm } from './own-form.ts';
import type { PageGroup, SiteRouter } from './site-environment.ts';
import type { SitePages } from './site-pages.ts';

const RESEND_PATH = '/accounts/activate/resend/';
const DONE_PATH = `${RESEND_PATH}done/`;

/** Adds `activate/resend/`, django-registration-redux's ResendActivationView. */
export function addResendPages(router: SiteRouter, given: PageGroup<SitePages>): void {
  const { services, pages, onChange } = given;
  router.get(RESEND_PATH, (c) =>
    pages.showForm(c, 'resend_activation_form', formContext({ email: '' }, {})),
  );
  router.post(RESEND_PATH, async (c) => {
    const email = (await readOwnForm(c)).get('email') ?? '';
    await limitNetwork(c, services, 'ask-mail');
    const fault = await requestActivation(services, email);
    if (fault !== null) {
      const context = formContext({ email }, { email: [fault] });
      return pages.showForm(c, 'resend_activation_form', context);
    }
    onChange();
    return c.redirect(DONE_PATH);
  });
  router.get(DONE_PATH, (c) => pages.show(c, 'resend_activation_complete'));
}
