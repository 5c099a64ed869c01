import { MINUTE_MS } from '../../shared/durations.ts';
import { keepNewest } from '../../shared/keep-newest.ts';
import { PREVIEW_CSP } from '../mail/preview/policy.ts';

/** How long a preview's address works, in milliseconds, and how many there can be. */
const LIFETIME_MS = 10 * MINUTE_MS;
const MAX_PREVIEWS = 50;

/** Mails to look at, each at an address that can't be guessed and soon ends. */
export interface Previews {
  /** @returns The path of the preview on the console's own origin. */
  add(html: string): string;
  /** @returns The page, or null when the address is unknown or has ended. */
  page(path: string): Response | null;
  /** Ends all addresses. */
  clear(): void;
}

const PREFIX = '/preview/';

/** Keeps previews in memory. The address itself is the permission: frames send no token. */
export function createPreviews(given: {
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
}): Previews {
  const kept = new Map<string, { readonly html: string; readonly until: number }>();
  return {
    add(html) {
      const path = PREFIX + given.randomBytes(32).toString('base64url');
      kept.set(path, { html, until: given.now().getTime() + LIFETIME_MS });
      keepNewest(kept, MAX_PREVIEWS);
      return path;
    },
    page(path) {
      const found = kept.get(path);
      if (!found || found.until < given.now().getTime()) return null;
      return new Response(found.html, {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': PREVIEW_CSP,
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'same-origin',
        },
      });
    },
    clear: () => kept.clear(),
  };
}
