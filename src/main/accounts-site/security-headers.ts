/**
 * Sent with every answer. There is no script on these pages and nothing from elsewhere.
 *
 * `no-referrer` holds where no form is: browsers post a form of such a page with `Origin: null`
 * (Fetch standard, "append a request Origin header"), which is refused here. See FORM_REFERRER.
 */
export const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** Behind a proxy with TLS, browsers never go back to plain http: a year, in seconds. */
export const STRICT_TRANSPORT = 'max-age=31536000';

/** The policy of pages with a form: tells the origin alone, so that a key never leaves its URL. */
export const FORM_REFERRER = 'strict-origin';
