import { describe, expect, it } from 'vitest';

import { PASSWORD } from '../../../support/core.ts';
import { openSite, outboxOf } from '../../../support/site-browser.ts';
import { addMember, change, openReset, poke, resetPath } from '../../../support/site-flows.ts';

const NEW = 'another calm river';
const CHANGE = '/accounts/password/change/';
const FORM = { new_password1: NEW, new_password2: NEW };
const ANNA = 'anna@people.example';

describe('case 29: changing the password', () => {
  it('needs the current one', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    await browser.signIn('anna', PASSWORD);
    const page = await browser.submit(CHANGE, { old_password: 'wrong', ...FORM });
    expect(page.status).toBe(200);
    expect(page.body).toContain('Your old password was entered incorrectly.');
    expect((await site.browser().signIn('anna', PASSWORD)).status).toBe(302);
  });

  it('keeps this session, ends the others, says so before and after, and tells the owner', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const other = site.browser();
    await other.signIn('anna', PASSWORD);
    const browser = site.browser();
    await browser.signIn('anna', PASSWORD);
    expect((await browser.send(CHANGE)).body).toMatch(/signed out|sign(s)? .*out/i);
    const answer = await browser.submit(CHANGE, { old_password: PASSWORD, ...FORM });
    expect(answer.status).toBe(302);
    expect((await browser.send(answer.location)).status).toBe(200);
    expect(await browser.whoAmI()).toBe('anna');
    expect(await other.whoAmI()).toBe(null);
    expect(await outboxOf(site.core)).toMatchObject([{ kind: 'password_changed' }]);
  });

  it('is for who is signed in', async () => {
    const site = await openSite();
    const page = await site.browser().send(CHANGE);
    expect(page.location).toBe(`/accounts/login/?next=${encodeURIComponent(CHANGE)}`);
  });

  it('slows guessing of the current password down', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    await browser.signIn('anna', PASSWORD);
    for (let guess = 0; guess < 6; guess += 1) {
      await browser.submit(CHANGE, { old_password: `guess ${guess}`, ...FORM });
    }
    const page = await browser.submit(CHANGE, { old_password: PASSWORD, ...FORM });
    expect(page.body).toContain('Too many wrong passwords.');
  });
});

describe('case 30: what a password may be', () => {
  async function tryPassword(password: string, minimum?: number) {
    const site = await openSite();
    if (minimum !== undefined) {
      await change(site.core, 'signIn', { passwordMinimumLength: minimum });
    }
    await site.core.db.updateTable('django_site').set({ name: 'Riverside Library' }).execute();
    const id = await addMember(site.core, 'margarethe-lund');
    await poke(site.core, id, { email: 'postmistress@people.example' });
    const browser = site.browser();
    const path = await resetPath(site, 'postmistress@people.example');
    const form = await openReset(browser, path);
    const answer = await browser.submit(form, { new_password1: password, new_password2: password });
    const signedIn = await browser.signIn('margarethe-lund', password);
    return { isTaken: answer.status === 302, body: answer.body, works: signedIn.status === 302 };
  }

  it.each([
    ['15 characters', 'qrstu-vwxyz-012'],
    ['64 characters and more', 'quiet river '.repeat(20)],
    ['15 characters beyond the first plane', '🦉🦊🦋🦌🦍🦎🦏🦐🦑🦒🦓🦔🦕🦖🦗'],
    ['blanks and every script', ' тихая река 静かな川 '],
    ['more than 72 bytes that differ at the end only', `${'long river '.repeat(8)}end`],
  ])('takes %s', async (_what, password) => {
    expect(await tryPassword(password)).toMatchObject({ isTaken: true, works: true });
  });

  it.each([
    ['14 characters', 'qrstu-vwxyz-01', 'too short. It must contain at least 15'],
    ['7 characters beyond the first plane', '🦉🦊🦋🦌🦍🦎🦏', 'too short'],
    ['a common one', '123456789123456789', 'too common|entirely numeric'],
    ['the user name', 'margarethe-lund', 'too similar to the username'],
    ['a part of the address', 'postmistress2026', 'too similar to the email address'],
    ['the name of the site', 'riversidelibrary', 'too similar to the name of the site'],
  ])('refuses %s', async (_what, password, words) => {
    const { isTaken, body } = await tryPassword(password);
    expect(isTaken).toBe(false);
    expect(body).toMatch(new RegExp(words));
  });

  it('takes 8 characters where the setting says so', async () => {
    expect(await tryPassword('qv7-wk2x', 8)).toMatchObject({ isTaken: true, works: true });
  });

  it('is the same in every form that Unicode spells it in', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    const decomposed = 'ein ruhiger Fluß fließt grün'.normalize('NFD');
    const form = await openReset(browser, await resetPath(site, ANNA));
    await browser.submit(form, { new_password1: decomposed, new_password2: decomposed });
    expect((await browser.signIn('anna', decomposed.normalize('NFC'))).status).toBe(302);
    expect((await site.browser().signIn('anna', decomposed)).status).toBe(302);
  });

  it('is not cut: what follows the 72nd byte counts', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    const password = `${'long river '.repeat(8)}one`;
    const form = await openReset(browser, await resetPath(site, ANNA));
    await browser.submit(form, { new_password1: password, new_password2: password });
    expect((await browser.signIn('anna', `${'long river '.repeat(8)}two`)).status).toBe(200);
    expect((await browser.signIn('anna', password)).status).toBe(302);
  });
});
