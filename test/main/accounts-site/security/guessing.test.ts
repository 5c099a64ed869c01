import { pbkdf2Sync } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { createPasswordHasher } from '../../../../src/main/accounts/password/hasher.ts';
import { createCore, PASSWORD } from '../../../support/core.ts';
import { openSite, tokenOf } from '../../../support/site-browser.ts';
import { addMember, openReset, resetPath } from '../../../support/site-flows.ts';
import { leastWorkOf, workOf } from '../../../support/work-of.ts';

const LOGIN = '/accounts/login/';

describe('case 22: guessing', () => {
  it('at one account from ten networks is slowed down, and never for ever', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const statuses = [];
    for (let guess = 0; guess < 10; guess += 1) {
      statuses.push((await site.browser().signIn('anna', `guess ${guess}`)).status);
    }
    expect(statuses.slice(0, 4)).toEqual([200, 200, 200, 200]);
    expect(statuses.at(-1)).toBe(429);
    const waiting = await site.browser().signIn('anna', PASSWORD);
    expect(waiting.status).toBe(429);
    expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThan(0);
    site.core.clock.advance({ ms: 5 * 60_000 });
    expect((await site.browser().signIn('anna', PASSWORD)).status).toBe(302);
  });

  it('is counted alike for names that nobody has', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const statuses = async (name: string) => {
      const found = [];
      for (let guess = 0; guess < 8; guess += 1) {
        found.push((await site.browser().signIn(name, `guess ${guess}`)).status);
      }
      return found;
    };
    expect(await statuses('nobody')).toEqual(await statuses('anna'));
  });

  it('does not keep out a browser that the owner has used before', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const own = site.browser();
    await own.signIn('anna', PASSWORD);
    own.cookies.delete('sessionid');
    for (let guess = 0; guess < 12; guess += 1) await site.browser().signIn('anna', 'guess');
    expect((await site.browser().signIn('anna', PASSWORD)).status).toBe(429);
    expect((await own.signIn('anna', PASSWORD)).status).toBe(302);
  });

  it('does not keep the owner from resetting, and from signing in after it', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    for (let guess = 0; guess < 12; guess += 1) await site.browser().signIn('anna', 'guess');
    const browser = site.browser();
    const path = await openReset(browser, await resetPath(site, 'anna@people.example'));
    const password = 'another calm river';
    await browser.submit(path, { new_password1: password, new_password2: password });
    expect((await browser.signIn('anna', password)).status).toBe(302);
  });

  it('stays counted over a restart', async () => {
    const core = await createCore();
    await addMember(core, 'anna');
    const site = await openSite({ core });
    for (let guess = 0; guess < 8; guess += 1) await site.browser().signIn('anna', 'guess');
    const restarted = await openSite({ core });
    expect((await restarted.browser().signIn('anna', PASSWORD)).status).toBe(429);
  });

  it('at once counts as much as one by one', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, guess) => site.browser().signIn('anna', `guess ${guess}`)),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(5);
  });
});

describe('case 24: passwords of any size', () => {
  it('of 1 MB are refused before hashing, within 20 ms of work', async () => {
    const core = await createCore();
    const hashed: string[] = [];
    const note = async (password: string) => void hashed.push(password);
    const hasher = {
      encode: async (password: string) => (await note(password), ''),
      check: async (password: string) => {
        await note(password);
        return { matches: false, mustUpgrade: false };
      },
      checkNothing: note,
    };
    const site = await openSite({ core, services: { hasher } });
    const browser = site.browser();
    const token = tokenOf(await browser.send(LOGIN));
    const password = 'x'.repeat(1_048_576);
    const fields = { csrfmiddlewaretoken: token, username: 'anna', password };
    const body = new URLSearchParams(fields).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const work = await leastWorkOf(async () => {
      const page = await browser.send(LOGIN, { method: 'POST', headers, body });
      expect(page.status).toBe(413);
    });
    expect(work).toBeLessThan(20);
    expect(hashed).toEqual([]);
  });

  it('keep nobody waiting: the loop turns while twenty sign in at once', async () => {
    const core = await createCore();
    await addMember(core, 'anna');
    const hasher = createPasswordHasher({ iterations: 1_000_000, randomBytes: core.randomBytes });
    const hashing = await workOf(() => pbkdf2Sync(PASSWORD, 'salt', 1_000_000, 32, 'sha256'));
    const site = await openSite({ core, services: { hasher } });
    const forms = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const browser = site.browser();
        return { browser, index, token: tokenOf(await browser.send(LOGIN)) };
      }),
    );
    const work = await workOf(() =>
      Promise.all(
        forms.map(({ browser, index, token }) =>
          browser.post(LOGIN, {
            csrfmiddlewaretoken: token,
            username: `nobody${index}`,
            password: PASSWORD,
          }),
        ),
      ),
    );
    // Twenty hashes would be twice as much.
    expect(work).toBeLessThan(10 * hashing);
  });
});
