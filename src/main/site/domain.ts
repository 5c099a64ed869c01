/** The longest domain that fits Django's django_site.domain. */
const DOMAIN_MAX_LENGTH = 100;

/**
 * Checks a site's domain: a host name or address, with a port if need be, and nothing else.
 * International names become their A-label form, as they appear in links.
 */
export function checkDomain(
  raw: string,
):
  | { readonly ok: true; readonly domain: string }
  | { readonly ok: false; readonly message: string } {
  const text = raw.trim();
  if (text === '') return { ok: false, message: 'This field is required.' };
  if (text.length > DOMAIN_MAX_LENGTH) {
    return {
      ok: false,
      message: `Ensure this value has at most ${DOMAIN_MAX_LENGTH} characters (it has ${text.length}).`,
    };
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const host = URL.canParse(text) ? new URL(text).host : '';
    const meant = checkDomain(host).ok ? `here ${host}` : 'such as shop.example';
    return { ok: false, message: `Enter the domain only, ${meant}, without http:// or https://.` };
  }
  if (/[/?#\\@]/.test(text)) {
    return { ok: false, message: 'Enter the domain only, such as shop.example, without a path.' };
  }
  const host = URL.canParse(`http://${text}/`) ? new URL(`http://${text}/`) : null;
  if (!host || hasControl(text) || !/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)$/i.test(host.hostname)) {
    return { ok: false, message: 'Enter a domain, such as shop.example or 127.0.0.1:8000.' };
  }
  return { ok: true, domain: host.hostname + (/:(\d+)$/.exec(text)?.[0] ?? '') };
}

function hasControl(text: string): boolean {
  return /[\s\p{C}]/u.test(text);
}
