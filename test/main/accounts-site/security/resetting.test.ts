import { describe, expect, it } from 'vitest';

import { addAccount, PASSWORD, register } from '../../../support/core.ts';
import { type OpenSite, openSite, outboxOf, tokenOf } from '../../../support/site-browser.ts';
import { addMember, change, openReset, poke, resetPath } from '../../../support/site-flows.ts';

const RESET = '/accounts/password/reset/';
const NEW = 'another calm river';
const FORM = { new_password1: NEW, new_password2: NEW };
const ANNA = 'anna@people.example';

/** Whether a link still leads to the form. */
async function isAlive(site: OpenSite, path: string): Promise<boolean> {
  const page = await site.browser().send(path);
  return page.status === 302 && page.location.endsWith('/set-password/');
}

describe('case 23: a thousand requests for one address', () => {
  it('are five mails in an hour at most, with the same page each time', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    const token = tokenOf(await browser.send(RESET));
    const answers = new Set<string>();
    for (let request = 0; request < 1_000; request += 1) {
      const page = await browser.post(RESET, { csrfmiddlewaretoken: token, email: ANNA });
      answers.add(`${page.status} ${page.location}`);
      site.core.clock.advance({ ms: 3_600 });
    }
    expect(answers).toEqual(new Set([`302 ${RESET}done/`]));
    expect((await outboxOf(site.core)).length).toBeLessThanOrEqual(5);
  });
});

describe('case 25: a reset for somebody who gets none', () => {
  it('has the page of one who gets it, also while mail is down', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    await addAccount(site.core, { username: 'inactive' });
    await addAccount(site.core, { username: 'nopass', isActive: true, password: '!x' });
    await register(site.core, 'pending');
    const pages = new Map<string, string>();
    for (const name of ['anna', 'inactive', 'nopass', 'pending', 'nobody']) {
      const browser = site.browser();
      const answer = await browser.submit(RESET, { email: `${name}@people.example` });
      const done = await browser.send(answer.location);
      pages.set(name, `${answer.status} ${answer.location} ${done.status} ${done.body}`);
    }
    expect(new Set(pages.values()).size).toBe(1);
    const mails = await outboxOf(site.core);
    expect(mails.map(({ kind, envelope_to }) => [kind, envelope_to])).toEqual([
      ['activation', 'pending@people.example'],
      ['password_reset', ANNA],
      ['activation', 'pending@people.example'],
    ]);
  });

  it('sends nothing within the request: the mail waits in the outbox', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    await site.browser().submit(RESET, { email: ANNA });
    expect(await outboxOf(site.core)).toMatchObject([{ state: 'queued', attempts: 0 }]);
  });
});

describe('case 26: a reset link', () => {
  it('dies by its use', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const path = await resetPath(site, ANNA);
    expect(await isAlive(site, path)).toBe(true);
    const browser = site.browser();
    const form = await openReset(browser, path);
    expect((await browser.submit(form, FORM)).location).toBe(`${RESET}complete/`);
    expect(await isAlive(site, path)).toBe(false);
    const again = await browser.post(form, {
      csrfmiddlewaretoken: tokenOf(await browser.send('/accounts/login/')),
      ...FORM,
    });
    expect(again.body).toContain('no longer works');
  });

  it.each([
    ['a change of the password', { password: '!other' }],
    ['a change of the address', { email: 'new@people.example' }],
    ['a sign-in elsewhere', { last_login: '2026-03-01 12:00:01' }],
    ['a deactivation', { is_active: 0 }],
  ])('dies by %s', async (_what, columns) => {
    const site = await openSite();
    const id = await addMember(site.core, 'anna');
    const path = await resetPath(site, ANNA);
    await poke(site.core, id, columns);
    expect(await isAlive(site, path)).toBe(false);
  });

  it('dies by a sign-in here', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const path = await resetPath(site, ANNA);
    await site.browser().signIn('anna', PASSWORD);
    expect(await isAlive(site, path)).toBe(false);
  });

  it('dies after the hours that the settings say, and not before', async () => {
    const site = await openSite();
    await change(site.core, 'signIn', { resetHours: 2 });
    await addMember(site.core, 'anna');
    const path = await resetPath(site, ANNA);
    site.core.clock.advance({ hours: 2 });
    expect(await isAlive(site, path)).toBe(true);
    site.core.clock.advance({ ms: 1_000 });
    expect(await isAlive(site, path)).toBe(false);
  });

  it('takes a second one with it', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const first = await resetPath(site, ANNA);
    site.core.clock.advance({ ms: 1_000 });
    const second = await resetPath(site, ANNA);
    expect(second).not.toBe(first);
    const browser = site.browser();
    await browser.submit(await openReset(browser, first), FORM);
    expect(await isAlive(site, second)).toBe(false);
  });

  it('sets one password of two that are sent at the same time', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const path = await resetPath(site, ANNA);
    const forms = await Promise.all(
      [NEW, 'a third calm river'].map(async (password) => {
        const browser = site.browser();
        const form = await openReset(browser, path);
        return { browser, form, token: tokenOf(await browser.send(form)), password };
      }),
    );
    const answers = await Promise.all(
      forms.map(({ browser, form, token, password }) =>
        browser.post(form, {
          csrfmiddlewaretoken: token,
          new_password1: password,
          new_password2: password,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 302]);
    expect(
      (await outboxOf(site.core)).filter((mail) => mail.kind === 'password_changed'),
    ).toHaveLength(1);
  });

  it('is of no use for another account', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const boris = await addMember(site.core, 'boris');
    const path = await resetPath(site, ANNA);
    const other = path.replace(
      /confirm\/[^/]+/,
      `confirm/${Buffer.from(String(boris)).toString('base64url')}`,
    );
    expect(await isAlive(site, other)).toBe(false);
  });
});

describe('case 27: the token', () => {
  it('leaves the address before any form or style is asked for, and is told to nobody', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const path = await resetPath(site, ANNA);
    const token = path.split('/').at(-2) ?? '';
    const browser = site.browser();
    const first = await browser.send(path);
    expect(first.status).toBe(302);
    expect(first.headers.get('referrer-policy')).toBe('no-referrer');
    expect(first.location).not.toContain(token);
    expect(first.body).not.toContain('<');
    const form = await browser.send(first.location);
    expect(form.body).not.toContain(token);
    const resources = [...form.body.matchAll(/(?:src|href|action)="([^"]+)"/g)];
    expect(resources.length).toBeGreaterThan(0);
    expect(resources.every(([, address]) => address?.startsWith('/'))).toBe(true);
  });

  it('is known to the browser that followed the link alone', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    const form = await openReset(browser, await resetPath(site, ANNA));
    expect((await site.browser().send(form)).body).toContain('no longer works');
  });
});

describe('case 28: after a reset', () => {
  it('nobody is signed in, other sessions have ended, and the owner has a mail', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const other = site.browser();
    await other.signIn('anna', PASSWORD);
    const browser = site.browser();
    const form = await openReset(browser, await resetPath(site, ANNA));
    await browser.submit(form, FORM);
    expect(await browser.whoAmI()).toBe(null);
    expect(await other.whoAmI()).toBe(null);
    const [mail] = await outboxOf(site.core);
    expect(mail).toMatchObject({ kind: 'password_changed', envelope_to: ANNA });
    expect(mail?.raw).not.toContain(NEW);
    expect((await browser.signIn('anna', PASSWORD)).status).toBe(200);
    expect((await browser.signIn('anna', NEW)).status).toBe(302);
  });
});
