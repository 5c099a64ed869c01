import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

import { onTestFinished } from 'vitest';

import { startAccountsSite } from '../../src/main/accounts-site/server.ts';
import { SYSTEM } from '../../src/main/operations/actor.ts';
import { runOperation } from '../../src/main/operations/run-operation.ts';
import type { RegistrationSettings, SiteSettings } from '../../src/main/settings/settings.ts';
import {
  readSetting,
  readSite,
  writeSetting,
  writeSite,
} from '../../src/main/settings/settings-store.ts';
import { type Core, createCore, PASSWORD, RESOURCES } from './core.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams;
}

/** A form as a browser holds it: the visitor's cookie and the token of the page. */
export interface OpenForm {
  readonly page: Answer;
  readonly cookie: string;
  readonly token: string;
}

export type Site = Awaited<ReturnType<typeof startSite>>;

/** The accounts site on a port and a database of the test's own, with ways to visit it. */
export async function startSite(
  given: { readonly core?: Core; readonly services?: Partial<Core['context']> } = {},
) {
  const core = given.core ?? (await createCore());
  const errors: unknown[] = [];
  let changes = 0;
  const server = await startAccountsSite({
    port: 0,
    services: { ...core.context, ...given.services },
    resources: RESOURCES,
    onChange: () => {
      changes += 1;
    },
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => server.close());
  const host = `127.0.0.1:${server.port}`;
  const send = (path: string, sent: Sent = {}) => sendTo(server.port, path, sent);

  async function openForm(path: string): Promise<OpenForm> {
    const page = await send(path);
    const cookie = page.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const token = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    return { page, cookie, token };
  }

  /** Sends a form as a browser does that shows this site's page. */
  async function submit(
    path: string,
    fields: Readonly<Record<string, string>> = {},
    form?: Omit<OpenForm, 'page'>,
  ): Promise<Answer> {
    const { cookie, token } = form ?? (await openForm(path));
    const body = new URLSearchParams({ csrfmiddlewaretoken: token, ...fields });
    const headers = { cookie, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
    return send(path, { method: 'POST', headers: { ...FORM, ...headers }, body });
  }

  return { core, server, host, errors, changes: () => changes, send, openForm, submit };
}

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** What somebody types into the register page. */
export function signUpFields(username: string) {
  const email = `${username}@people.example`;
  return { username, email, password1: PASSWORD, password2: PASSWORD };
}

/** Saves registration settings as the console would. */
export async function saveRegistration(
  core: Core,
  changed: Partial<RegistrationSettings>,
): Promise<void> {
  const before = await readSetting(core.db, 'registration');
  await runOperation(
    core.db,
    { kind: 'settings.registration', actor: SYSTEM, at: core.now() },
    (operation) => writeSetting(operation, 'registration', { ...before, ...changed }),
  );
}

/** Saves the site's name, domain and scheme as the console would. */
export async function saveSite(core: Core, site: Partial<SiteSettings>): Promise<void> {
  await runOperation(
    core.db,
    { kind: 'settings.site', actor: SYSTEM, at: core.now() },
    async (operation) => writeSite(operation, { ...(await readSite(operation.db)), ...site }),
  );
}

async function sendTo(port: number, path: string, sent: Sent): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { method = 'GET', headers = {} } = sent;
  const body = String(sent.body ?? '');
  const whole = body !== '' && headers['transfer-encoding'] === undefined;
  const length = whole ? { 'content-length': String(Buffer.byteLength(body)) } : {};
  const sending = request(
    { host: '127.0.0.1', port, path, method, agent: false, headers: { ...length, ...headers } },
    (incoming) => {
      text(incoming).then(
        (page) =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: page }),
        reject,
      );
    },
  );
  sending.on('error', reject);
  sending.end(body);
  return promise;
}
