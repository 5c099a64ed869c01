import { once } from 'node:events';
import { connect } from 'node:net';

import { describe, expect, it } from 'vitest';

import { FORM, saveSite, signUpFields, startSite } from '../../support/site.ts';

const REGISTER = '/accounts/register/';

describe('a posted form', () => {
  it('is refused without a token, with a foreign one, and without the cookie', async () => {
    const { submit, openForm, core } = await startSite();
    const mine = await openForm(REGISTER);
    const other = await openForm(REGISTER);
    const forms = [
      { ...mine, token: '' },
      { ...mine, token: other.token },
      { ...mine, token: 'ä'.repeat(40) },
      { ...mine, cookie: '' },
      { ...mine, cookie: 'csrftoken=' },
    ];
    for (const form of forms) {
      const { status, body } = await submit(REGISTER, signUpFields('anna'), form);
      expect(status).toBe(403);
      expect(body).toContain('This form can’t be used');
    }
    expect(await core.db.selectFrom('auth_user').selectAll().execute()).toEqual([]);
    expect((await submit(REGISTER, signUpFields('anna'), mine)).status).toBe(302);
  });

  it.each([
    ['a foreign origin', { origin: 'http://evil.test' }],
    ['no origin to speak of', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['another name of this machine', { origin: 'http://localhost' }],
    ['another site, by the browser’s word', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site, by the browser’s word', { 'sec-fetch-site': 'same-site' }],
  ])('is refused from %s', async (_what, headers) => {
    const { send, openForm, core } = await startSite();
    const { cookie, token } = await openForm(REGISTER);
    const body = new URLSearchParams({ csrfmiddlewaretoken: token, ...signUpFields('anna') });
    const sent = { method: 'POST', headers: { ...FORM, ...headers, cookie }, body };
    expect((await send(REGISTER, sent)).status).toBe(403);
    expect(await core.db.selectFrom('auth_user').selectAll().execute()).toEqual([]);
  });

  it('is taken from the configured site, which a proxy with TLS serves', async () => {
    const { send, openForm, core } = await startSite();
    await saveSite(core, { name: 'Shop', domain: 'shop.example', scheme: 'https' });
    const { cookie, token } = await openForm(REGISTER);
    const body = new URLSearchParams({ csrfmiddlewaretoken: token, ...signUpFields('anna') });
    const headers = { ...FORM, cookie, host: 'shop.example' };
    const post = (origin: string) =>
      send(REGISTER, { method: 'POST', headers: { ...headers, origin }, body });
    expect((await post('http://shop.example')).status).toBe(403);
    expect((await post('https://shop.example')).status).toBe(302);
  });

  it('gets a token that differs each time, under a secret that stays', async () => {
    const { openForm, send } = await startSite();
    const first = await openForm(REGISTER);
    expect(first.page.headers['set-cookie']).toEqual([
      expect.stringMatching(/^csrftoken=[a-f0-9]{32}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    const second = await send(REGISTER, { headers: { cookie: first.cookie } });
    expect(second.headers['set-cookie']?.[0]).toContain(first.cookie);
    expect(second.body).not.toContain(first.token);
  });

  it('is refused above 64 kB, announced or not', async () => {
    const { send, openForm } = await startSite();
    const { cookie, token } = await openForm(REGISTER);
    const body = `csrfmiddlewaretoken=${token}&username=${'a'.repeat(70_000)}`;
    const headers = { ...FORM, cookie };
    for (const more of [{}, { 'transfer-encoding': 'chunked' }]) {
      const sent = { method: 'POST', headers: { ...headers, ...more }, body };
      const answer = await send(REGISTER, sent);
      expect(answer.status).toBe(413);
      expect(answer.body).toContain('The form is too long');
    }
  });

  it('that breaks off is no fault of the site', async () => {
    const { server, errors, send } = await startSite();
    const socket = connect(server.port, '127.0.0.1');
    socket.write(
      `POST ${REGISTER} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\nusername=a`,
    );
    await once(socket, 'connect');
    expect((await send('/accounts/')).status).toBe(200);
    socket.destroy();
    expect((await send('/accounts/')).status).toBe(200);
    expect(errors).toEqual([]);
  });
});
