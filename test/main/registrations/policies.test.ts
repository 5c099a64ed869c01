import { describe, expect, it } from 'vitest';

import { domainEffect } from '../../../src/main/registrations/save-registration.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAdministrator, PASSWORD, register } from '../../support/core.ts';
import { openSite, outboxOf } from '../../support/site-browser.ts';
import { activationPath, addMember, change, poke, signUpForm } from '../../support/site-flows.ts';

const REGISTER = '/accounts/register/';

describe('registration by approval', () => {
  it('asks the staff once the address is confirmed, and lets in whom it approves', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    await change(console, 'registration', { policy: 'approval', askReason: true });
    const site = await openSite({ core: console });
    await site
      .browser()
      .submit(REGISTER, { ...signUpForm('anna'), reason: 'I know Eva.\nReally.' });
    const page = await site.browser().submit(await activationPath(console));
    expect(page.body).toContain('address is confirmed');
    const [asked] = await outboxOf(console);
    expect(asked).toMatchObject({ kind: 'admin_approve', envelope_to: 'eva@people.example' });
    expect(asked?.raw).toContain('I know Eva.');
    expect((await site.browser().signIn('anna', PASSWORD)).status).toBe(200);
    const list = await console.call('registrations.list', {
      query: 'is:to-approve',
      sort: { column: 'signedUpAt', direction: 'descending' },
      offset: 0,
      limit: 10,
    });
    expect(list.rows).toMatchObject([
      { username: 'anna', stage: 'to-approve', joinReason: 'I know Eva.\nReally.' },
    ]);
    const outcome = await console.call('registrations.activate', { ids: [list.rows[0]?.id ?? 0] });
    expect(outcome).toMatchObject({ done: 1, mailsQueued: 1 });
    expect((await site.browser().signIn('anna', PASSWORD)).status).toBe(302);
  });

  it('is needed by who signed up under it, whatever the policy is now', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    await register(console, 'before');
    await change(console, 'registration', { policy: 'approval' });
    await register(console, 'under');
    await change(console, 'registration', { policy: 'open' });
    const { rows } = await console.call('registrations.list', {
      query: '',
      sort: { column: 'username', direction: 'ascending' },
      offset: 0,
      limit: 10,
    });
    expect(rows).toMatchObject([
      { username: 'before', stage: 'unconfirmed', needsApproval: false },
      { username: 'under', stage: 'unconfirmed', needsApproval: true },
    ]);
  });
});

describe('registration by invitation', () => {
  it('takes whoever holds a link, as often as it may be used', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    await change(console, 'registration', { policy: 'invitation' });
    const site = await openSite({ core: console });
    expect((await site.browser().send(REGISTER)).location).toBe(`${REGISTER}closed/`);
    const given = { label: 'Readers', days: 7, maxUses: 2 };
    const { link } = await console.call('invitations.create', given);
    const { pathname, search } = new URL(link);
    for (const name of ['anna', 'boris', 'carla']) {
      const browser = site.browser();
      const token = new URLSearchParams(search).get('invitation') ?? '';
      const form = { ...signUpForm(name), invitation: token };
      const page = await browser.send(pathname + search);
      const answer = page.status === 200 ? await browser.submit(pathname + search, form) : page;
      const expected =
        name === 'carla' ? `${REGISTER}closed/?invitation=used-up` : `${REGISTER}complete/`;
      expect([name, answer.location]).toEqual([name, expected]);
    }
    const { rows } = await console.call('invitations.list', {});
    expect(rows).toMatchObject([{ label: 'Readers', uses: 2, state: 'used-up', link: null }]);
  });

  it('ends with its time, its withdrawal and another signing key, and forgets nobody', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    await change(console, 'registration', { policy: 'invitation' });
    const site = await openSite({ core: console });
    const make = async (days: number) => {
      const { link } = await console.call('invitations.create', { label: 'x', days, maxUses: 9 });
      const { pathname, search } = new URL(link);
      return pathname + search;
    };
    const ended = await make(1);
    const withdrawn = await make(9);
    const rekeyed = await make(9);
    const { rows } = await console.call('invitations.list', {});
    const outcome = await console.call('invitations.revoke', { ids: [rows[1]?.id ?? 0] });
    expect(outcome.done).toBe(1);
    console.clock.advance({ days: 1 });
    expect((await site.browser().send(ended)).location).toContain('expired');
    expect((await site.browser().send(withdrawn)).location).toContain('unknown');
    expect((await site.browser().send(rekeyed)).status).toBe(200);
    await console.call('settings.saveSigningKey', { change: 'make' });
    expect((await site.browser().send(rekeyed)).location).toContain('unknown');
    await console.call('operations.undo', { id: outcome.operationId ?? 0 });
    const after = await console.call('invitations.list', {});
    expect(after.rows[1]).toMatchObject({ state: 'open' });
  });

  it.each([
    '1-x',
    `1-${'0'.repeat(32)}`,
    '',
    '1',
    `999-${'a'.repeat(32)}`,
    '\0',
    'a'.repeat(9_999),
  ])('is not opened by a made-up token: %j', async (token) => {
    const site = await openSite();
    await change(site.core, 'registration', { policy: 'invitation' });
    const page = await site.browser().send(`${REGISTER}?invitation=${encodeURIComponent(token)}`);
    expect(page.location).toMatch(/^\/accounts\/register\/closed\//);
  });
});

describe('rules for mail domains', () => {
  it.each([
    ['denied', { deniedDomains: ['evil.test'] }, 'x@evil.test', true],
    ['below a denied one', { deniedDomains: ['evil.test'] }, 'x@mail.EVIL.test', true],
    ['like a denied one', { deniedDomains: ['evil.test'] }, 'x@notevil.test', false],
    ['allowed', { allowedDomains: ['people.example'] }, 'x@people.example', false],
    ['not among the allowed', { allowedDomains: ['people.example'] }, 'x@web.example', true],
    [
      'denied below an allowed one',
      { allowedDomains: ['people.example'], deniedDomains: ['spam.people.example'] },
      'x@spam.people.example',
      true,
    ],
    ['for one use', { refuseDisposable: true }, 'x@mailinator.com', true],
    ['for one use, with the switch off', {}, 'x@mailinator.com', false],
    ['international', { deniedDomains: ['xn--bcher-kva.example'] }, 'x@bücher.example', true],
  ])('hold for an address %s', async (_what, rules, email, isRefused) => {
    const site = await openSite();
    await change(site.core, 'registration', rules);
    const page = await site.browser().submit(REGISTER, signUpForm('anna', email));
    expect(page.status).toBe(isRefused ? 200 : 302);
  });

  it('are tried on the newest accounts before they are saved', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    for (const [name, email] of [
      ['a', 'a@evil.test'],
      ['b', 'b@mail.evil.test'],
      ['c', 'c@mailinator.com'],
    ] as const) {
      await poke(console, await addMember(console, name), { email });
    }
    const rules = { allowedDomains: [], deniedDomains: ['evil.test'], refuseDisposable: true };
    expect(await console.call('settings.domainEffect', rules)).toEqual({
      looked: 4,
      stopped: 3,
      domains: expect.arrayContaining(['evil.test', 'mail.evil.test', 'mailinator.com']),
    });
    const none = { allowedDomains: [], deniedDomains: [], refuseDisposable: false };
    const effect = await domainEffect(console.db, none, new Set());
    expect(effect.stopped).toBe(0);
  });

  it('are refused by their place in the list', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const { registration } = await console.call('settings.get', {});
    const failure = await console.refusal('settings.saveRegistration', {
      ...registration,
      deniedDomains: ['good.example', 'not a domain', ''],
      approvers: ['eva@', 'eva@people.example'],
      termsLink: 'javascript:alert(1)',
      basedOn: registration,
    });
    expect(Object.keys(failure.fields ?? {}).toSorted()).toEqual([
      'approvers.0',
      'deniedDomains.1',
      'termsLink',
    ]);
  });
});

describe('the form', () => {
  it('asks for the terms where there are some', async () => {
    const site = await openSite();
    await change(site.core, 'registration', { termsLink: 'https://shop.example/terms/' });
    const refused = await site.browser().submit(REGISTER, signUpForm('anna'));
    expect(refused.body).toContain('You must agree to the terms to register.');
    const taken = await site.browser().submit(REGISTER, { ...signUpForm('anna'), tos: 'on' });
    expect(taken.status).toBe(302);
  });

  it('keeps what was typed of the reason, escaped, and refuses a long one', async () => {
    const site = await openSite();
    await change(site.core, 'registration', { askReason: true });
    const reason = `<b>${'x'.repeat(1_001)}`;
    const page = await site.browser().submit(REGISTER, { ...signUpForm('anna'), reason });
    expect(page.body).toContain('Ensure this value has at most 1000 characters');
    expect(page.body).toContain('&lt;b&gt;xxx');
  });
});

describe('a burst of sign-ups', () => {
  it('holds the mails beyond the limit until somebody lets them go', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    await change(console, 'registration', { holdAfter: 3 });
    const site = await openSite({ core: console });
    for (const name of ['anna', 'boris', 'carla', 'dora', 'emil']) {
      await site.browser().submit(REGISTER, signUpForm(name));
    }
    const counts = await console.call('application.counts', {});
    expect(counts).toMatchObject({ heldMail: 2, waitingMail: 3, pending: 5 });
    const view = { search: '', view: 'held', offset: 0, limit: 10 } as const;
    const { rows } = await console.call('outbox.list', view);
    expect(rows[0]?.why).toContain('more than 3 sign-ups within ten minutes');
    const ids = rows.map(({ id }) => id);
    expect(await console.call('outbox.release', { ids })).toEqual({
      released: 2,
      ended: 0,
      skipped: 0,
    });
    expect((await console.call('application.counts', {})).heldMail).toBe(0);
    console.clock.advance({ hours: 1 });
    await site.browser().submit(REGISTER, signUpForm('fritz'));
    expect((await console.call('application.counts', {})).heldMail).toBe(0);
  });

  it('can’t be gone round by asking for the mail again', async () => {
    const site = await openSite();
    await change(site.core, 'registration', { holdAfter: 1 });
    await site.browser().submit(REGISTER, signUpForm('anna'));
    await site.browser().submit(REGISTER, signUpForm('boris'));
    const email = 'boris@people.example';
    await site.browser().submit('/accounts/activate/resend/', { email });
    await site.browser().submit('/accounts/password/reset/', { email });
    const mails = (await outboxOf(site.core)).filter((mail) => mail.envelope_to === email);
    expect(mails.map(({ state }) => state)).toEqual(['held', 'cancelled', 'cancelled']);
  });
});

describe('approvers', () => {
  it('are those of the settings, or every active superuser', async () => {
    const site = await openSite();
    await addAdministrator(site.core, 'eva');
    await addAdministrator(site.core, 'karl');
    await change(site.core, 'registration', { policy: 'approval' });
    await site.browser().submit(REGISTER, signUpForm('anna'));
    await site.browser().submit(await activationPath(site.core));
    const first = (await outboxOf(site.core)).filter(({ kind }) => kind === 'admin_approve');
    expect(first.map((mail) => mail.envelope_to).toSorted()).toEqual([
      'eva@people.example',
      'karl@people.example',
    ]);
    await change(site.core, 'registration', { approvers: ['board@people.example'] });
    await site.browser().submit(REGISTER, signUpForm('boris'));
    await site.browser().submit(await activationPath(site.core));
    expect((await outboxOf(site.core))[0]?.envelope_to).toBe('board@people.example');
  });
});
