import { describe, expect, it } from 'vitest';

import { addAdministrator, actorOf, type Core, keyOf, register } from '../../support/core.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { saveRegistration, startSite } from '../../support/site.ts';

const COMPLETE = '/accounts/activate/complete/';

async function pending() {
  const site = await startSite();
  const id = await register(site.core, 'anna');
  const path = `/accounts/activate/${await keyOf(site.core, id)}/`;
  return { ...site, id, path };
}

async function stateOf(core: Core, id: number) {
  const user = await core.db
    .selectFrom('auth_user')
    .select('is_active')
    .where('id', '=', id)
    .executeTakeFirst();
  const profile = await core.db
    .selectFrom('registration_registrationprofile')
    .select('activated')
    .where('user_id', '=', id)
    .executeTakeFirst();
  return { active: user?.is_active, activated: profile?.activated };
}

describe('the link of the mail', () => {
  it('shows one button and changes nothing by GET or HEAD, however often', async () => {
    const { core, id, path, send, changes } = await pending();
    const before = await core.db.selectFrom('gatehouse_operation').selectAll().execute();
    const headers = { 'user-agent': 'Mozilla/5.0 (compatible; LinkScanner/1.0)' };
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD']) {
      const answer = await send(path, { method, headers });
      expect(answer.status).toBe(200);
      expect(answer.body.match(/<button/g) ?? []).toHaveLength(method === 'GET' ? 1 : 0);
    }
    expect(await stateOf(core, id)).toEqual({ active: 0, activated: 0 });
    expect(await core.db.selectFrom('gatehouse_operation').selectAll().execute()).toEqual(before);
    expect(changes()).toBe(0);
  });

  it('names the account and activates it by the button', async () => {
    const { core, id, path, send, openForm, submit, changes } = await pending();
    const form = await openForm(path);
    expect(form.page.body).toContain('Activate the account <bdi>anna</bdi>?');
    const answer = await submit(path, {}, form);
    expect(answer).toMatchObject({ status: 302, headers: { location: COMPLETE } });
    expect(await stateOf(core, id)).toEqual({ active: 1, activated: 1 });
    expect(changes()).toBe(1);
    expect((await send(COMPLETE)).body).toContain('The account is active');
  });

  it('says at a second use that the account is active already', async () => {
    const { path, send, openForm, submit, changes } = await pending();
    const form = await openForm(path);
    await submit(path, {}, form);
    const again = await send(path);
    expect(again.status).toBe(200);
    expect(again.body).toContain('Already active');
    expect(again.body).not.toContain('<button');
    const posted = await submit(path, {}, form);
    expect(posted.status).toBe(200);
    expect(posted.body).toContain('Already active');
    expect(changes()).toBe(1);
  });

  it('makes one operation of two simultaneous clicks', async () => {
    const { core, path, openForm, submit, changes } = await pending();
    const form = await openForm(path);
    const answers = await Promise.all([submit(path, {}, form), submit(path, {}, form)]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 302]));
    const operations = await core.db
      .selectFrom('gatehouse_operation')
      .selectAll()
      .where('kind', '=', 'registrations.activateByLink')
      .execute();
    expect(operations).toHaveLength(1);
    expect(changes()).toBe(1);
  });

  it('ends at exactly the days that are set, also for a page that was opened before', async () => {
    const { core, id, path, send, openForm, submit } = await pending();
    await saveRegistration(core, { activationDays: 3 });
    core.clock.advance({ days: 3, ms: -1 });
    const form = await openForm(path);
    expect(form.page.body).toContain('<button');
    core.clock.advance({ ms: 1 });
    for (const answer of [await send(path), await submit(path, {}, form)]) {
      expect(answer.status).toBe(200);
      expect(answer.body).toContain('This link has ended');
      expect(answer.body).toContain('Links work for 3 days');
    }
    expect(await stateOf(core, id)).toEqual({ active: 0, activated: 0 });
  });

  it('does not bring back an account that was deactivated since', async () => {
    const { core, id, path, send, openForm, submit } = await pending();
    const form = await openForm(path);
    await submit(path, {}, form);
    const actor = actorOf(await addAdministrator(core));
    const act = { kind: 'accounts.deactivate', actor, at: core.now() } as const;
    await runOperation(core.db, act, (operation) =>
      operation.set('auth_user', [id], { is_active: 0 }),
    );
    for (const answer of [await send(path), await submit(path, {}, form)]) {
      expect(answer.body).toContain('This link was used before');
    }
    expect(await stateOf(core, id)).toEqual({ active: 0, activated: 1 });
  });
});

describe('a link that is no key', () => {
  it.each([
    ['an unknown key', 'a'.repeat(64)],
    ['10 kB', 'f'.repeat(10_000)],
    ['a NUL', '%00'],
    ['a key and a line break', `${'a'.repeat(64)}%0A`],
    ['letters beyond ASCII', '%C3%A4%E5%AD%97'],
    ['a malformed percent', '%zz%'],
    ['bytes that are no UTF-8', '%ff%fe'],
    ['an encoded slash', 'a%2Fb'],
    ['an encoded way up', '%2e%2e%2f'],
    ['markup', '%3Cscript%3Ealert(1)%3C%2Fscript%3E'],
    ['a name of JavaScript’s own', '__proto__'],
    ['something behind the key', `${'a'.repeat(64)}/)`],
  ])('gets the page that says so: %s', async (_what, key) => {
    const { send, errors } = await startSite();
    const { status, body } = await send(`/accounts/activate/${key}/`);
    expect(status).toBe(200);
    expect(body).toContain('This link does not work');
    expect(body).not.toContain('<script');
    expect(errors).toEqual([]);
  });

  it('changes nothing when it is posted', async () => {
    const { path, openForm, submit, changes } = await pending();
    const form = await openForm(path);
    const { status, body } = await submit(`/accounts/activate/${'b'.repeat(64)}/`, {}, form);
    expect(status).toBe(200);
    expect(body).toContain('This link does not work');
    expect(changes()).toBe(0);
  });
});
