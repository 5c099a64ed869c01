import { randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { deactivateAccounts } from '../../../../src/main/accounts/manage-accounts.ts';
import { createActivationKey } from '../../../../src/main/registrations/activation-key.ts';
import { addAdministrator, keyOf, register } from '../../../support/core.ts';
import { openSite, outboxOf, tokenOf } from '../../../support/site-browser.ts';
import {
  activationPath,
  addMember,
  change,
  poke,
  resetPath,
  signUpForm,
} from '../../../support/site-flows.ts';

const REGISTER = '/accounts/register/';

function account(site: Awaited<ReturnType<typeof openSite>>, username: string) {
  return site.core.db
    .selectFrom('auth_user')
    .selectAll()
    .where('username', '=', username)
    .executeTakeFirst();
}

describe('case 1: registering with an address that has an account', () => {
  it('answers as for a new one, in status, headers and length', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const fresh = site.browser();
    const first = await fresh.submit(REGISTER, signUpForm('boris'));
    const firstPage = await fresh.send(first.location);
    const again = site.browser();
    const second = await again.submit(REGISTER, signUpForm('carla', 'Anna@PEOPLE.example'));
    const secondPage = await again.send(second.location);
    expect(second.status).toBe(first.status);
    expect(second.location).toBe(first.location);
    expect([...second.headers.keys()]).toEqual([...first.headers.keys()]);
    expect(secondPage.status).toBe(200);
    expect(secondPage.body.replace('Anna@people.example', 'boris@people.example')).toBe(
      firstPage.body,
    );
  });

  it('makes no account and tells the owner, at the stored address', async () => {
    const site = await openSite();
    const id = await addMember(site.core, 'anna');
    await site.browser().submit(REGISTER, signUpForm('carla', 'ANNA@people.example'));
    expect(await account(site, 'carla')).toBe(undefined);
    const mails = await outboxOf(site.core);
    expect(mails).toMatchObject([
      { kind: 'already_registered', account_id: id, envelope_to: 'anna@people.example' },
    ]);
  });

  it('sends the link again to who has not followed it', async () => {
    const site = await openSite();
    await site.browser().submit(REGISTER, signUpForm('anna'));
    const old = await activationPath(site.core);
    await site.browser().submit(REGISTER, signUpForm('carla', 'anna@people.example'));
    const path = await activationPath(site.core);
    expect(path).not.toBe(old);
    await site.browser().submit(path);
    expect(await account(site, 'anna')).toMatchObject({ is_active: 1 });
  });

  it('makes a second account where the setting allows it', async () => {
    const site = await openSite();
    await change(site.core, 'registration', { uniqueEmail: false });
    await addMember(site.core, 'anna');
    await site.browser().submit(REGISTER, signUpForm('carla', 'anna@people.example'));
    expect(await account(site, 'carla')).toMatchObject({ email: 'anna@people.example' });
  });
});

describe('case 2: registering with a user name that is taken', () => {
  it('says so: names are public here, which docs/security.md writes down', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const page = await site.browser().submit(REGISTER, signUpForm('Anna', 'new@people.example'));
    expect(page.status).toBe(200);
    expect(page.body).toContain('A user with that username already exists.');
  });
});

describe('case 3: activation keys', () => {
  it('hold 256 random bits: a million of them, and none twice', () => {
    const keys = new Set<string>();
    for (let count = 0; count < 1_000_000; count += 1) keys.add(createActivationKey(randomBytes));
    expect(keys.size).toBe(1_000_000);
    expect([...keys].every((key) => key.length === 64)).toBe(true);
  });
});

describe('case 4: activation by GET or HEAD', () => {
  it.each([
    ['GET', 'Mozilla/5.0'],
    ['HEAD', 'Mozilla/5.0'],
    ['GET', 'BarracudaCentral/1.0'],
    ['HEAD', 'Microsoft Office SafeLinks'],
  ])('changes nothing, also twice: %s by %s', async (method, userAgent) => {
    const site = await openSite();
    await register(site.core, 'anna');
    const path = await activationPath(site.core);
    for (let times = 0; times < 2; times += 1) {
      const page = await site.browser().send(path, { method, headers: { 'user-agent': userAgent } });
      expect(page.status).toBe(200);
    }
    expect(await account(site, 'anna')).toMatchObject({ is_active: 0 });
  });

  it('shows in the story as a fetch, by a scanner where it looks like one', async () => {
    const site = await openSite();
    const id = await register(site.core, 'anna');
    const path = await activationPath(site.core);
    await site.browser().send(path, { method: 'HEAD' });
    const events = await site.core.db.selectFrom('gatehouse_event').selectAll().execute();
    expect(events).toMatchObject([{ account_id: id, kind: 'link-fetched' }]);
    expect(JSON.parse(events[0]?.detail ?? '')).toMatchObject({ method: 'HEAD', scanner: true });
  });

  it('needs a POST with the token, which activates once', async () => {
    const site = await openSite();
    await register(site.core, 'anna');
    const path = await activationPath(site.core);
    const browser = site.browser();
    expect((await browser.post(path, {})).status).toBe(403);
    expect(await account(site, 'anna')).toMatchObject({ is_active: 0 });
    expect((await browser.submit(path)).location).toBe('/accounts/activate/complete/');
    expect(await account(site, 'anna')).toMatchObject({ is_active: 1 });
  });
});

describe('case 5: links that are used, ended or broken', () => {
  it('say “already active” at the second use', async () => {
    const site = await openSite();
    await register(site.core, 'anna');
    const path = await activationPath(site.core);
    await site.browser().submit(path);
    const page = await site.browser().send(path);
    expect(page.body).toContain('Already active');
    expect(page.body).toContain('href="/accounts/login/"');
  });

  it('offer a new mail when they have ended, and tell nothing of the account by it', async () => {
    const site = await openSite();
    await register(site.core, 'anna');
    const path = await activationPath(site.core);
    site.core.clock.advance({ days: 8 });
    const page = await site.browser().send(path);
    expect(page.body).toContain('This link has ended');
    expect(page.body).toContain('href="/accounts/activate/resend/"');
    const known = await site
      .browser()
      .submit('/accounts/activate/resend/', { email: 'anna@people.example' });
    const unknown = await site
      .browser()
      .submit('/accounts/activate/resend/', { email: 'nobody@people.example' });
    expect([unknown.status, unknown.location]).toEqual([known.status, known.location]);
    await site.browser().submit(await activationPath(site.core));
    expect(await account(site, 'anna')).toMatchObject({ is_active: 1 });
  });

  it.each([
    ['garbage', 'zzz'],
    ['10 kB', 'a'.repeat(10_000)],
    ['NUL', 'abc%00def'],
    ['broken UTF-8', '%ff%fe'],
    ['non-ASCII', '%D0%96'.repeat(40)],
    ['markup', '%3Cscript%3Ealert(1)%3C%2Fscript%3E'],
  ])('show one page for %s, fast', async (_what, key) => {
    const site = await openSite();
    await site.browser().send('/accounts/activate/zzz/');
    const expected = await site.browser().send('/accounts/activate/never/');
    const start = performance.now();
    const page = await site.browser().send(`/accounts/activate/${key}/`);
    expect(performance.now() - start).toBeLessThan(50);
    expect(page.status).toBe(200);
    expect(page.body).toBe(expected.body);
  });
});

describe('case 6: two activations at the same time', () => {
  it('are one activation, and one mail to each approver', async () => {
    const site = await openSite();
    await change(site.core, 'registration', { policy: 'approval' });
    await addAdministrator(site.core);
    await register(site.core, 'anna');
    const path = await activationPath(site.core);
    await Promise.all([site.browser().submit(path), site.browser().submit(path)]);
    const mails = await outboxOf(site.core);
    expect(mails.filter(({ kind }) => kind === 'admin_approve')).toHaveLength(1);
    const operations = await site.core.db
      .selectFrom('gatehouse_operation')
      .select('kind')
      .where('kind', 'like', 'registrations.%ByLink')
      .execute();
    expect(operations).toHaveLength(1);
  });
});

describe('case 7: an old link after an administrator’s deactivation', () => {
  it.each(['open', 'approval'] as const)('leaves the account as it is: %s', async (policy) => {
    const site = await openSite();
    await change(site.core, 'registration', { policy });
    const eva = await addAdministrator(site.core);
    const id = await register(site.core, 'anna');
    const path = await activationPath(site.core);
    await site.browser().submit(path);
    await poke(site.core, id, { is_active: 1 });
    const given = { ids: [id], person: eva, includeSelf: false };
    await deactivateAccounts(site.core.context, given);
    const browser = site.browser();
    await browser.submit('/accounts/activate/resend/', { email: 'anna@people.example' });
    const token = tokenOf(await browser.send('/accounts/login/'));
    await browser.post(path, { csrfmiddlewaretoken: token });
    expect(await account(site, 'anna')).toMatchObject({ is_active: 0 });
    expect(await activationPath(site.core)).toBe(path);
  });
});

describe('case 8: the end of a link', () => {
  it.each([
    ['in winter', '2026-01-10T12:00:00.000Z'],
    ['over the change to summer time', '2026-03-26T23:30:00.000Z'],
    ['over the change to winter time', '2026-10-22T00:30:00.000Z'],
  ])('is exactly seven times 24 hours after it was made: %s', async (_when, start) => {
    for (const zone of ['UTC', 'Europe/Berlin', 'Pacific/Auckland']) {
      const before = process.env['TZ'];
      process.env['TZ'] = zone;
      try {
        const site = await openSite();
        site.core.clock.advance({ ms: Date.parse(start) - site.core.now().getTime() });
        await register(site.core, 'anna');
        const path = await activationPath(site.core);
        site.core.clock.advance({ days: 7, ms: -1 });
        expect((await site.browser().send(path)).body).toContain('Activate the account');
        site.core.clock.advance({ ms: 1 });
        expect((await site.browser().send(path)).body).toContain('This link has ended');
      } finally {
        if (before === undefined) delete process.env['TZ'];
        else process.env['TZ'] = before;
      }
    }
  });
});

describe('case 9: registration that is closed', () => {
  it('leads to its page by GET and by POST, also with a form from before', async () => {
    const site = await openSite();
    const browser = site.browser();
    const token = tokenOf(await browser.send(REGISTER));
    await change(site.core, 'registration', { policy: 'closed' });
    expect((await browser.send(REGISTER)).location).toBe(`${REGISTER}closed/`);
    const sent = await browser.post(REGISTER, {
      csrfmiddlewaretoken: token,
      ...signUpForm('anna'),
    });
    expect(sent.location).toBe(`${REGISTER}closed/`);
    expect(await account(site, 'anna')).toBe(undefined);
  });
});

describe('case 10: names that pass for the site', () => {
  it.each(['Admin', 'ADMIN', 'аdmin', 'admin\u200b', 'ａｄｍｉｎ', 'ADMІN', 'root', '.well-known'])(
    'are refused: %j',
    async (username) => {
      const site = await openSite();
      const page = await site
        .browser()
        .submit(REGISTER, { ...signUpForm('x'), username, email: 'x@people.example' });
      expect(page.status).toBe(200);
      expect(await outboxOf(site.core)).toEqual([]);
    },
  );
});

describe('case 11: addresses that differ by a letter that only looks alike', () => {
  it('can’t be registered, and a reset goes to the stored address only (CVE-2019-19844)', async () => {
    const site = await openSite();
    const id = await addMember(site.core, 'mike');
    await poke(site.core, id, { email: 'mike@example.org' });
    const page = await site.browser().submit(REGISTER, signUpForm('mallory', 'mıke@example.org'));
    expect(page.status).toBe(200);
    expect(page.body).toContain('Enter a valid email address.');
    await site.browser().submit('/accounts/password/reset/', { email: 'mıke@example.org' });
    expect(await outboxOf(site.core)).toEqual([]);
    await site.browser().submit('/accounts/password/reset/', { email: 'MIKE@EXAMPLE.ORG' });
    const mails = await outboxOf(site.core);
    expect(mails.map((mail) => mail.envelope_to)).toEqual(['mike@example.org']);
  });

  it('stay two accounts where another program made them', async () => {
    const site = await openSite();
    await poke(site.core, await addMember(site.core, 'mike'), { email: 'mike@example.org' });
    await poke(site.core, await addMember(site.core, 'mallory'), { email: 'mıke@example.org' });
    await resetPath(site, 'mike@example.org');
    const mails = await outboxOf(site.core);
    expect(mails.map((mail) => mail.envelope_to)).toEqual(['mike@example.org']);
  });
});

describe('case 12: spellings of one address', () => {
  it.each([
    ['letter case', 'anna@bücher.example', 'ANNA@BÜCHER.example'],
    ['the ASCII form of the domain', 'anna@bücher.example', 'anna@xn--bcher-kva.example'],
    ['the other way round', 'anna@xn--bcher-kva.example', 'anna@bücher.example'],
  ])('are one account: %s', async (_what, first, second) => {
    const site = await openSite();
    await site.browser().submit(REGISTER, signUpForm('anna', first));
    await site.browser().submit(REGISTER, signUpForm('carla', second));
    expect(await account(site, 'anna')).toBeDefined();
    expect(await account(site, 'carla')).toBe(undefined);
  });

  it('with other dots or a plus are other accounts', async () => {
    const site = await openSite();
    await site.browser().submit(REGISTER, signUpForm('anna', 'anna.b@gmail.com'));
    await site.browser().submit(REGISTER, signUpForm('carla', 'annab@gmail.com'));
    await site.browser().submit(REGISTER, signUpForm('dora', 'anna.b+shop@gmail.com'));
    expect(await account(site, 'carla')).toBeDefined();
    expect(await account(site, 'dora')).toBeDefined();
  });
});

describe('case 13: line breaks and control characters', () => {
  const HOSTILE = ['\r\nBcc: all@people.example', '\nX-Evil: 1', '\0', '\t', '\u2028x', '\u0085x'];

  it.each(HOSTILE)('in a user name or an address reach no mail: %j', async (text) => {
    const site = await openSite();
    const browser = site.browser();
    await browser.submit(REGISTER, { ...signUpForm('anna'), username: `an${text}na` });
    await browser.submit(REGISTER, signUpForm('anna', `anna${text}@people.example`));
    await browser.submit(REGISTER, signUpForm('anna', `anna@people.example${text}x`));
    expect(await outboxOf(site.core)).toEqual([]);
  });

  it.each(HOSTILE)('in the site’s name make no header: %j', async (text) => {
    const site = await openSite();
    await site.core.db
      .updateTable('django_site')
      .set({ name: `Shop${text}` })
      .execute();
    await site.browser().submit(REGISTER, signUpForm('anna'));
    const [mail] = await outboxOf(site.core);
    const [head = ''] = mail?.raw.split('\r\n\r\n') ?? [];
    const names = head.split('\r\n').filter((line) => /^\S/.test(line));
    expect(names.every((line) => /^[A-Za-z-]+: /.test(line))).toBe(true);
    expect(names.some((line) => /^(bcc|x-evil):/i.test(line))).toBe(false);
  });
});

describe('case 14: hosts that a request claims', () => {
  it.each([
    ['Host', { host: 'evil.test' }],
    ['Host with a port', { host: 'evil.test:8000' }],
    ['Host with a user', { host: '127.0.0.1@evil.test' }],
    ['Host with the own name in front', { host: '127.0.0.1.evil.test' }],
  ])('are refused: %s', async (_what, headers) => {
    const site = await openSite();
    const page = await site.browser().send('/accounts/login/', { headers });
    expect(page.status).toBe(400);
    expect(page.body).not.toContain('evil');
  });

  it('reach no mail and no redirect by X-Forwarded-Host', async () => {
    const site = await openSite();
    const browser = site.browser();
    Object.assign(browser.headers, {
      'x-forwarded-host': 'evil.test',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '203.0.113.9',
      forwarded: 'host=evil.test',
    });
    const answer = await browser.submit(REGISTER, signUpForm('anna'));
    expect(answer.location).toBe(`${REGISTER}complete/`);
    const mails = await outboxOf(site.core);
    expect(JSON.stringify(mails)).not.toContain('evil.test');
    expect(await keyOf(site.core, mails[0]?.account_id ?? 0)).toMatch(/^[0-9a-f]{64}$/);
  });
});
