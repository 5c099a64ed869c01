import { randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { deactivateAccounts } from '../../../../src/main/accounts/manage-accounts.ts';
import { toDjangoDatetime } from '../../../../src/main/db/django-datetime.ts';
import { createActivationKey } from '../../../../src/main/registrations/activation-key.ts';
import { addAdministrator, register } from '../../../support/core.ts';
import { inZone } from '../../../support/in-zone.ts';
import { openSite, outboxOf, tokenOf } from '../../../support/site-browser.ts';
import { activationPath, change, poke } from '../../../support/site-flows.ts';
import { workOf } from '../../../support/work-of.ts';

function account(site: Awaited<ReturnType<typeof openSite>>, username: string) {
  return site.core.db
    .selectFrom('auth_user')
    .selectAll()
    .where('username', '=', username)
    .executeTakeFirst();
}

describe('case 3: activation keys', () => {
  it('hold 256 random bits: a million of them, and none twice', () => {
    const keys = new Set<string>();
    // One call to the system's source instead of a million.
    const random = randomBytes(32 * 1_000_000);
    let taken = 0;
    const next = (size: number) => random.subarray(taken, (taken += size));
    for (let count = 0; count < 1_000_000; count += 1) keys.add(createActivationKey(next));
    expect({ keys: keys.size, bytes: taken }).toEqual({ keys: 1_000_000, bytes: random.length });
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
      const page = await site
        .browser()
        .send(path, { method, headers: { 'user-agent': userAgent } });
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

  it('was a person’s after all where the same browser presses the button', async () => {
    const site = await openSite();
    await register(site.core, 'anna');
    const path = await activationPath(site.core);
    const now = toDjangoDatetime(site.core.now());
    const sent = { state: 'sent', destination: 'mx.example', finished_at: now } as const;
    await site.core.db.updateTable('gatehouse_outbox').set(sent).execute();
    const browser = site.browser();
    const scanners = async () => {
      const events = await site.core.db.selectFrom('gatehouse_event').select('detail').execute();
      return events.map(({ detail }) => (JSON.parse(detail) as { scanner: boolean }).scanner);
    };
    await browser.send(path);
    expect(await scanners()).toEqual([true]);
    await browser.submit(path);
    expect([...new Set(await scanners())]).toEqual([false]);
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
    const work = await workOf(async () => {
      const page = await site.browser().send(`/accounts/activate/${key}/`);
      expect(page.status).toBe(200);
      expect(page.body).toBe(expected.body);
    });
    expect(work).toBeLessThan(500);
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
      await inZone(zone, async () => {
        const site = await openSite();
        site.core.clock.advance({ ms: Date.parse(start) - site.core.now().getTime() });
        await register(site.core, 'anna');
        const path = await activationPath(site.core);
        site.core.clock.advance({ days: 7, ms: -1 });
        expect((await site.browser().send(path)).body).toContain('Activate the account');
        site.core.clock.advance({ ms: 1 });
        expect((await site.browser().send(path)).body).toContain('This link has ended');
      });
    }
  });
});
