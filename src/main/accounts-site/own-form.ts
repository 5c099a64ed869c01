import { HTTPException } from 'hono/http-exception';

import { readCookie } from './cookies.ts';
import { isCsrfSecret, isCsrfTokenOf } from './csrf-token.ts';
import { isOwnOrigin } from './served-host.ts';
import type { SiteContext } from './site-environment.ts';

/** Largest form taken, in bytes. */
const FORM_MAX_BYTES = 64 * 1024;
/** How much of a larger one is read and thrown away, so that its sender gets to see the answer. */
const DRAIN_MAX_BYTES = 1024 * 1024;

/**
 * Reads a posted form that this site's own page made for this visitor: our origin, and a token of
 * the visitor's cookie (Django's CSRF protection without sessions).
 *
 * @throws HTTPException 403 for a foreign form, 413 for a large one, 400 for one that broke off.
 */
export async function readOwnForm(c: SiteContext): Promise<URLSearchParams> {
  const origin = c.req.header('origin');
  const fetchSite = c.req.header('sec-fetch-site');
  const headers = {
    host: c.req.header('host') ?? '',
    ...(origin === undefined ? {} : { origin }),
    ...(fetchSite === undefined ? {} : { fetchSite }),
  };
  if (!isOwnOrigin(headers, c.get('site'), c.get('isSecure'))) throw new HTTPException(403);
  const form = new URLSearchParams(await readText(c.req.raw));
  const secret = readCookie(c, 'csrftoken');
  const token = form.get('csrfmiddlewaretoken') ?? '';
  if (!isCsrfSecret(secret) || !isCsrfTokenOf(secret, token)) throw new HTTPException(403);
  return form;
}

async function readText({ body }: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      size += chunk.byteLength;
      if (size <= FORM_MAX_BYTES) chunks.push(chunk);
      else if (size > DRAIN_MAX_BYTES) break;
    }
  } catch (cause) {
    throw new HTTPException(400, { cause });
  }
  if (size > FORM_MAX_BYTES) throw new HTTPException(413);
  return Buffer.concat(chunks).toString('utf8');
}
