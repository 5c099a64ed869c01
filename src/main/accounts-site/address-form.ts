import { formContext } from './form-context.ts';
import { limitNetwork } from './network-limit.ts';
import { readOwnForm } from './own-form.ts';
import type { PageName } from './page-templates.ts';
import type { AccountsSiteServices, SiteRouter } from './site-environment.ts';
import type { PageGroup } from './site-pages.ts';

/**
 * Adds a form that asks for an address to mail something to, and its `done/`, which tells nobody
 * whether there was an account.
 *
 * @param given.request Has the mail sent; gives what is wrong with the address as such, or null.
 */
export function addAddressForm(
  router: SiteRouter,
  { services, pages, onChange }: PageGroup,
  given: {
    readonly path: string;
    readonly form: PageName;
    readonly done: PageName;
    readonly request: (services: AccountsSiteServices, email: string) => Promise<string | null>;
  },
): void {
  const { path, form } = given;
  router.get(path, (c) => pages.showForm(c, form, formContext({ email: '' }, {})));
  router.post(path, async (c) => {
    const email = (await readOwnForm(c)).get('email') ?? '';
    await limitNetwork(c, services, 'ask-mail');
    const fault = await given.request(services, email);
    if (fault !== null) {
      return pages.showForm(c, form, formContext({ email }, { email: [fault] }));
    }
    onChange();
    return c.redirect(`${path}done/`);
  });
  router.get(`${path}done/`, (c) => pages.show(c, given.done));
}
