import { createAccountsSite } from '../../src/main/accounts-site/accounts-site.ts';
import type { SiteRouter } from '../../src/main/accounts-site/site-environment.ts';
import { type Core, createCore, RESOURCES } from './core.ts';

export const HOST = '127.0.0.1:8000';

/** An answer of the accounts site. */
export interface Page {
  readonly status: number;
  readonly headers: Headers;
  /** Where a redirect leads, or ''. */
  readonly location: string;
  readonly body: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The address at the other end of the connection. */
  readonly from?: string;
}

/** The accounts site without a socket, and browsers to visit it with. */
export async function openSite(
  given: { readonly core?: Core; readonly services?: Partial<Core['context']> } = {},
) {
  const core = given.core ?? (await createCore());
  const errors: unknown[] = [];
  const router = await createAccountsSite({
    services: { ...core.context, ...given.services },
    resources: RESOURCES,
    onChange: () => {},
    onError: (error) => errors.push(error),
  });
  return { core, router, errors, browser: (from?: string) => new SiteBrowser(router, from) };
}

export type OpenSite = Awaited<ReturnType<typeof openSite>>;

/** A browser as far as the site can tell: it keeps cookies and sends forms of pages it was shown. */
export class SiteBrowser {
  readonly cookies = new Map<string, string>();
  /** What it sends with everything, such as a user agent or what a proxy adds. */
  readonly headers: Record<string, string> = { host: HOST };
  readonly #router: SiteRouter;
  readonly #from: string;

  constructor(router: SiteRouter, from = '127.0.0.1') {
    this.#router = router;
    this.#from = from;
  }

  async send(path: string, sent: Sent = {}): Promise<Page> {
    const { method = 'GET' } = sent;
    const jar = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const request = new Request(`http://${this.headers['host'] ?? HOST}${path}`, {
      method,
      headers: { ...this.headers, ...(jar === '' ? {} : { cookie: jar }), ...sent.headers },
      ...(sent.body === undefined ? {} : { body: sent.body }),
    });
    const bindings = { incoming: { socket: { remoteAddress: sent.from ?? this.#from } } };
    const answer = await this.#router.fetch(request, bindings);
    for (const cookie of answer.headers.getSetCookie()) this.#keep(cookie);
    const { status, headers } = answer;
    return { status, headers, location: headers.get('location') ?? '', body: await answer.text() };
  }

  /** Sends a form without asking for its page. */
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    return this.send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  }

  /** Opens a page, fills its form and sends it. */
  async submit(path: string, fields: Readonly<Record<string, string>> = {}): Promise<Page> {
    const token = tokenOf(await this.send(path));
    return this.post(path, { csrfmiddlewaretoken: token, ...fields });
  }

  /** Signs in through the form. */
  signIn(username: string, password: string): Promise<Page> {
    return this.submit('/accounts/login/', { username, password });
  }

  /** The user name that the site shows as signed in, or null. */
  async whoAmI(): Promise<string | null> {
    const page = await this.send('/accounts/profile/');
    return page.status === 200
      ? (/<dd[^>]*>\s*(?:<bdi>)?([^<]+)/.exec(page.body)?.[1] ?? '')
      : null;
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    const isGone = /max-age=0\b/i.test(cookie) || /expires=thu, 01 jan 1970/i.test(cookie);
    if (isGone) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** The CSRF token of the page's form. */
export function tokenOf({ body }: Page): string {
  return /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(body)?.[1] ?? '';
}

/** Every mail in the outbox as it leaves, newest first, with the text part decoded. */
export async function outboxOf({ db, outbox }: Pick<Core, 'db' | 'outbox'>) {
  const rows = await db.selectFrom('gatehouse_outbox').selectAll().orderBy('id', 'desc').execute();
  return Promise.all(
    rows.map(async (row) => {
      const raw = await outbox.bytesOf(db, row.id);
      return { ...row, raw: raw.toString('utf8') };
    }),
  );
}

/** The first path of the accounts site that a mail links to and the pattern takes. */
export function pathIn(raw: string, pattern: RegExp): string {
  const text = raw.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
  const found = text.match(/https?:\/\/[^\s"<>]+/g)?.find((link) => pattern.test(link));
  if (found === undefined) throw new Error(`No link like ${pattern.source} in:\n${text}`);
  const { pathname, search } = new URL(found);
  return pathname + search;
}
