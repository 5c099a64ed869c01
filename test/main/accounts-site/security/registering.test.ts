import { describe, expect, it } from 'vitest';

import { keyOf } from '../../../support/core.ts';
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

describe('case 1: two who register at the same time with one address', () => {
  it('are one account, and get one answer', async () => {
    const site = await openSite();
    const answers = await Promise.all(
      ['anna', 'carla'].map((name) =>
        site.browser().submit(REGISTER, signUpForm(name, 'both@people.example')),
      ),
    );
    expect(answers.map(({ location }) => location)).toEqual([
      `${REGISTER}complete/`,
      `${REGISTER}complete/`,
    ]);
    const rows = await site.core.db.selectFrom('auth_user').select('username').execute();
    expect(rows).toHaveLength(1);
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
