/** The longest path that still leaves a link short enough for every mail program. */
const MAX_LENGTH = 200;

/**
 * Checks the path under which a site's accounts pages lie. It comes back as links write it: from a
 * slash to a slash, other letters than Latin ones percent-encoded.
 */
export function checkAccountsPath(
  raw: string,
): { readonly ok: true; readonly path: string } | { readonly ok: false; readonly message: string } {
  const text = raw.trim();
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const meant = URL.canParse(text) ? `here ${new URL(text).pathname}` : 'such as /accounts/';
    return { ok: false, message: `Enter the path only, ${meant}, without the domain.` };
  }
  if (/[\s\p{C}?#\\]|\/\//u.test(text)) {
    return { ok: false, message: 'Enter a path, such as /accounts/ or /en/users/.' };
  }
  const typed = `/${text}/`.replace(/\/{2,}/g, '/');
  const path = new URL(typed, 'http://site/').pathname;
  if (path.length > MAX_LENGTH) {
    return { ok: false, message: `Ensure this value has at most ${MAX_LENGTH} characters.` };
  }
  return { ok: true, path };
}
