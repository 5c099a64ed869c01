import type { MailDescription } from '../mail/reading/mail-reading.ts';
import type { SiteSettings } from '../settings/settings.ts';
import { accountsLink } from '../site/links.ts';

/**
 * Where the link of a mail leads on the accounts site, whether it stands in the HTML or in the text.
 * @param below The beginning of its path below `/accounts/`.
 */
export function followedLink(
  mail: Pick<MailDescription, 'links' | 'textLinks'>,
  site: SiteSettings,
  below: string,
):
  | { readonly path: string }
  /** A link of this kind that leads to another place, or null where there is none. */
  | { readonly path: null; readonly elsewhere: string | null } {
  const base = new URL(accountsLink(site, below));
  const links = [...mail.links, ...mail.textLinks]
    .map(({ href }) => URL.parse(href))
    .filter((link) => link !== null)
    .filter(({ pathname }) => pathname.includes(`/${below}`));
  const elsewhere = links.find(
    ({ origin, pathname }) => origin !== base.origin || !pathname.startsWith(base.pathname),
  );
  const [first] = links;
  if (elsewhere || !first) return { path: null, elsewhere: elsewhere?.href ?? null };
  return { path: first.pathname };
}
