import { formIn, titleOf } from './page-parts.ts';

/** A page that a browser came to in the end. */
export interface ShownPage {
  /** Its path. */
  readonly address: string;
  readonly status: number;
  readonly title: string;
  readonly html: string;
}

/** A visitor's browser, as far as the accounts site can tell one. */
export interface SiteBrowser {
  /** Opens a path and follows where it leads. */
  open(path: string): Promise<ShownPage>;
  /** Fills in the form of a page and sends it; null where the page has none. */
  send(page: ShownPage, fields: Readonly<Record<string, string>>): Promise<ShownPage | null>;
}

/** How many redirects follow each other at most. */
const MOST_REDIRECTS = 5;

/**
 * Visits pages as a browser does: it keeps cookies, follows redirects, and sends a form with all the
 * page has put into it.
 *
 * @param visit Answers a request.
 * @param origin Scheme and host of the site.
 */
export function createSiteBrowser(
  visit: (request: Request) => Promise<Response>,
  origin: string,
): SiteBrowser {
  const cookies = new Map<string, string>();

  async function go(path: string, posted?: URLSearchParams): Promise<ShownPage> {
    let answer = await ask(path, posted);
    let address = path;
    for (let follow = 0; follow < MOST_REDIRECTS; follow += 1) {
      const location = answer.headers.get('location');
      if (location === null) break;
      const { pathname, search } = new URL(location, origin + address);
      address = pathname + search;
      answer = await ask(address);
    }
    const html = await answer.text();
    return { address, status: answer.status, title: titleOf(html), html };
  }

  async function ask(path: string, posted?: URLSearchParams): Promise<Response> {
    const headers = new Headers({
      host: new URL(origin).host,
      'user-agent': 'Gatehouse rehearsal',
    });
    if (cookies.size > 0) {
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    if (posted) headers.set('origin', origin);
    const answer = await visit(
      new Request(origin + path, posted ? { method: 'POST', headers, body: posted } : { headers }),
    );
    for (const cookie of answer.headers.getSetCookie()) keep(cookie);
    return answer;
  }

  function keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (/;\s*max-age=0\b/i.test(cookie)) cookies.delete(name);
    else cookies.set(name, value);
  }

  return {
    open: (path) => go(path),
    async send({ address, html }, fields) {
      const form = formIn(html);
      if (form === null) return null;
      const { pathname, search } = new URL(form.action, origin + address);
      return go(pathname + search, new URLSearchParams({ ...form.fields, ...fields }));
    },
  };
}
