import type { MailDescription } from '../mail/reading/mail-reading.ts';
import type { SiteSettings } from '../settings/settings.ts';
import { BUILT_IN_PATH, linkStart } from '../site/links.ts';

/**
 * Where the link of a mail leads on the accounts site, whether it stands in the HTML or in the text.
 * @param kind What its links are for.
 */
export function followedLink(
  mail: Pick<MailDescription, 'links' | 'textLinks'>,
  site: SiteSettings,
  kind: 'activation' | 'reset',
):
  | { readonly path: string }
  /** A link of this kind that leads to another place, or null where there is none. */
  | { readonly path: null; readonly elsewhere: string | null } {
  const base = new URL(linkStart(site, kind));
  const below = base.pathname.slice(site.accountsPath.length);
  const links = [...mail.links, ...mail.textLinks]
    .map(({ href }) => URL.parse(href))
    .filter((link) => link !== null)
    .filter(({ pathname }) => pathname.includes(`/${below}`));
  const elsewhere = links.find(
    ({ origin, pathname }) => origin !== base.origin || !pathname.startsWith(base.pathname),
  );
  const [first] = links;
  if (elsewhere || !first) return { path: null, elsewhere: elsewhere?.href ?? null };
  return { path: BUILT_IN_PATH + first.pathname.slice(site.accountsPath.length) };
}
