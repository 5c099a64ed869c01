/** The longest domain that fits Django's django_site.domain. */
const DOMAIN_MAX_LENGTH = 100;

/** RFC 6761 section 6.3, and the name that hosts files give it beside that. */
const LOOPBACK_NAME = /^(?:.+\.)?localhost(?:\.localdomain)?\.?$/;
/** As URLs write them: 127.0.0.0/8, also within IPv6, `::1`, and those that stand for any address. */
const LOOPBACK_ADDRESS =
  /^(?:127(?:\.\d+){3}|0\.0\.0\.0|\[::(?:1|ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4})?\])$/;

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

/** Whether only this machine can reach the domain. */
export function isLoopbackDomain(domain: string): boolean {
  const hostname = hostnameOf(domain);
  return LOOPBACK_NAME.test(hostname) || LOOPBACK_ADDRESS.test(hostname);
}

/** The domain without its port, lower-cased; IPv6 addresses keep their brackets. */
export function hostnameOf(domain: string): string {
  return domain.toLowerCase().replace(/:\d+$/, '');
}

function hasControl(text: string): boolean {
  return /[\s\p{C}]/u.test(text);
}
