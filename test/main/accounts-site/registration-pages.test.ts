import { describe, expect, it } from 'vitest';

import { keyOf } from '../../support/core.ts';
import { saveRegistration, signUpFields, type Site, startSite } from '../../support/site.ts';

const REGISTER = '/accounts/register/';

function accounts({ core }: Site) {
  return core.db.selectFrom('auth_user').selectAll().execute();
}

describe('registering', () => {
  it('makes the account, its profile and its mail in one operation', async () => {
    const site = await startSite();
    const answer = await site.submit(REGISTER, signUpFields('anna'));
    expect(answer).toMatchObject({ status: 302, headers: { location: `${REGISTER}complete/` } });
    const [user] = await accounts(site);
    expect(user).toMatchObject({ username: 'anna', email: 'anna@people.example', is_active: 0 });
    expect(user?.password).toMatch(/^pbkdf2_sha256\$10\$/);
    const { db } = site.core;
    const key = await keyOf(site.core, user?.id ?? 0);
    expect(key).toMatch(/^[a-f0-9]{64}$/);
    const mails = await db.selectFrom('gatehouse_outbox').selectAll().execute();
    expect(mails).toMatchObject([{ kind: 'activation', envelope_to: 'anna@people.example' }]);
    const operations = await db.selectFrom('gatehouse_operation').selectAll().execute();
    expect(operations).toMatchObject([
      { id: mails[0]?.operation_id, kind: 'registrations.signUp', via: 'site' },
    ]);
    expect(site.changes()).toBe(1);
  });

  it('says afterwards to look into the mail, and for how long the link works', async () => {
    const site = await startSite();
    await saveRegistration(site.core, { activationDays: 1 });
    const { status, body } = await site.send(`${REGISTER}complete/`);
    expect(status).toBe(200);
    expect(body).toContain('Look into your mail');
    expect(body).toContain('1 day.');
  });

  it('says afterwards what to do about a mistyped address', async () => {
    const site = await startSite();
    const { body } = await site.send(`${REGISTER}complete/`);
    expect(body).toMatch(
      /mistake in the address.*<a href="\/accounts\/register\/">.*another user name/,
    );
    await saveRegistration(site.core, { policy: 'closed' });
    const { body: closed } = await site.send(`${REGISTER}complete/`);
    expect(closed).toContain('If there is a mistake in the address, ask the staff of');
  });

  it('gives one of two simultaneous sign-ups the name and the other the reason', async () => {
    const site = await startSite();
    const answers = await Promise.all([
      site.submit(REGISTER, signUpFields('anna')),
      site.submit(REGISTER, signUpFields('anna')),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 302]));
    expect(answers.map(({ body }) => body).join('')).toContain(
      'A user with that username already exists.',
    );
    expect(await accounts(site)).toHaveLength(1);
    expect(site.changes()).toBe(1);
  });
});

describe('a form with faults', () => {
  it('comes back with what was typed, save the passwords, and tells every fault', async () => {
    const site = await startSite();
    const typed = { username: 'an na', email: 'anna@', password1: 'dawn', password2: 'dawn' };
    const { status, body } = await site.submit(REGISTER, typed);
    expect(status).toBe(200);
    expect(body).toContain('value="an na"');
    expect(body).toContain('value="anna@"');
    expect(body).not.toContain('dawn');
    expect(body).toContain('Enter a valid username.');
    expect(body).toContain('Enter a valid email address.');
    expect(body).toContain('This password is too short. It must contain at least 15 characters.');
    expect(body).toContain('id="id_password1_error"');
    expect(body).not.toContain('id="id_password2_error"');
    expect(await accounts(site)).toEqual([]);
    expect(site.changes()).toBe(0);
  });

  it('puts the focus on a summary that links to the fields, and marks these', async () => {
    const site = await startSite();
    const { body } = await site.submit(REGISTER, { ...signUpFields('anna'), email: '' });
    expect(body).toContain('<title>Error: Register');
    expect(body).toMatch(/<div class="error-summary" role="alert" tabindex="-1" autofocus/);
    expect(body).toContain('<a href="#id_email">E-mail address: This field is required.</a>');
    const email = /<input id="id_email"[^>]+>/.exec(body)?.[0];
    expect(email).toContain('aria-describedby="id_email_help id_email_error"');
    expect(email).toContain('aria-invalid="true"');
    expect(/<input id="id_username"[^>]+>/.exec(body)?.[0]).not.toContain('aria-invalid');
  });

  it('says of every empty field that it is required, once', async () => {
    const site = await startSite();
    const { body } = await site.submit(REGISTER);
    expect(body.match(/<p class="field-error">This field is required\.<\/p>/g)).toHaveLength(4);
    expect(body.match(/class="field-error"/g)).toHaveLength(4);
  });

  it('tells that the passwords differ', async () => {
    const site = await startSite();
    const { body } = await site.submit(REGISTER, { ...signUpFields('anna'), password2: 'other' });
    expect(body).toContain('The two password fields didn’t match.');
  });

  it('refuses a password above 4,096 bytes without hashing it', async () => {
    const site = await startSite({ services: { hasher: refusingHasher() } });
    const password = 'ä river '.repeat(500);
    const fields = { ...signUpFields('anna'), password1: password, password2: password };
    const { status, body } = await site.submit(REGISTER, fields);
    expect(status).toBe(200);
    expect(body).toContain('This password is too long.');
    expect(body).not.toContain('ä river');
    expect(site.errors).toEqual([]);
  });

  it.each([
    ['markup', '<script>alert(1)</script>'],
    ['quotes', `"'><img src=x onerror=alert(1)>`],
    ['a template', '{{ site.name }}{% include "base" %}'],
    ['a right-to-left mark', 'anna\u202egpj'],
    ['a zero-width space', 'an\u200bna'],
    ['a line break', 'anna\r\nBcc: all@people.example'],
    ['a NUL', 'anna\0'],
    ['10,000 characters', 'a'.repeat(10_000)],
  ])('refuses a name with %s and shows it inert', async (_what, username) => {
    const site = await startSite();
    const { status, body } = await site.submit(REGISTER, { ...signUpFields('x'), username });
    expect(status).toBe(200);
    expect(body).toContain('id="id_username_error"');
    expect(body).not.toMatch(/<script|<img/);
    expect(await accounts(site)).toEqual([]);
  });

  it('compares the password with the name and the address', async () => {
    const site = await startSite();
    const password1 = 'margarethe.k1';
    const fields = { ...signUpFields('margarethe.k'), password1, password2: password1 };
    const { body } = await site.submit(REGISTER, fields);
    expect(body).toContain('The password is too similar to the username.');
  });

  it('compares it with nothing that is refused itself, which may be long', async () => {
    const site = await startSite();
    const password = 'b.b.b.b.b.b.b';
    const refused = { username: 'b '.repeat(10_000), email: 'b.'.repeat(10_000) };
    const fields = { ...refused, password1: password, password2: password };
    expect((await site.submit(REGISTER, fields)).body).not.toContain('too similar');
  });
});

describe('closed registration', () => {
  it('leads both the page and the form to the page that says so', async () => {
    const site = await startSite();
    const form = await site.openForm(REGISTER);
    await saveRegistration(site.core, { policy: 'closed' });
    const closed = { status: 302, headers: { location: `${REGISTER}closed/` } };
    expect(await site.send(REGISTER)).toMatchObject(closed);
    expect(await site.submit(REGISTER, signUpFields('anna'), form)).toMatchObject(closed);
    expect(await accounts(site)).toEqual([]);
  });

  it('is said on the page and on the index; open registration is linked there', async () => {
    const site = await startSite();
    expect((await site.send('/accounts/')).body).toContain('href="/accounts/register/"');
    await saveRegistration(site.core, { policy: 'closed' });
    const index = await site.send('/accounts/');
    expect(index.body).toContain('Registration is closed');
    expect(index.body).not.toContain('href="/accounts/register/"');
    const page = await site.send(`${REGISTER}closed/`);
    expect(page.status).toBe(200);
    expect(page.body).toContain('takes no new accounts');
  });
});

describe('many sign-ups at once', () => {
  it('hash four at a time, let fifty wait and send the rest away', async () => {
    const started: (() => void)[] = [];
    const encode = async (): Promise<string> => {
      await new Promise<void>((resolve) => started.push(resolve));
      return 'pbkdf2_sha256$1$salt$hash';
    };
    const site = await startSite({ services: { hasher: { ...refusingHasher(), encode } } });
    const form = await site.openForm(REGISTER);
    const answers = Array.from({ length: 55 }, (_, index) =>
      site.submit(REGISTER, signUpFields(`person${index}`), form),
    );
    const refused = await Promise.race(answers);
    expect(refused.status).toBe(503);
    expect(refused.headers['retry-after']).toBe('60');
    expect(refused.body).toContain('Too many people are here at once');
    expect(started).toHaveLength(4);
    let ended = false;
    const all = Promise.all(answers).finally(() => {
      ended = true;
    });
    while (!ended) {
      for (const finish of started.splice(0)) finish();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const statuses = (await all).map(({ status }) => status);
    expect(statuses.filter((status) => status === 302)).toHaveLength(54);
    expect(site.errors).toEqual([]);
  });
});

function refusingHasher() {
  const refuse = () => Promise.reject(new Error('Nothing may be hashed here.'));
  return { encode: refuse, check: refuse, checkNothing: refuse };
}
