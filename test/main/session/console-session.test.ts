import { describe, expect, it } from 'vitest';

import { needsSetUp, setUp } from '../../../src/main/session/set-up.ts';
import { createThrottleInMemory } from '../../../src/main/limits/throttle.ts';
import { createPasswordHasher } from '../../../src/main/accounts/password/hasher.ts';
import { addAccount, addAdministrator, createCore, PASSWORD } from '../../support/core.ts';
import { openSession } from '../../support/console-session.ts';

const FORM = {
  siteName: 'Shop',
  domain: 'shop.example.test',
  username: 'eva',
  email: 'eva@shop.example.test',
  password: PASSWORD,
};

describe('the first start', () => {
  it('sets the site and its first superuser, who can sign in', async () => {
    const core = await createCore();
    expect(await needsSetUp(core.db)).toBe(true);
    await setUp(core.context, FORM);
    expect(await needsSetUp(core.db)).toBe(false);
    const session = openSession(core);
    await session.signIn('eva', PASSWORD);
    expect(await session.person()).toMatchObject({ username: 'eva', isSuperuser: true });
    const site = await core.db.selectFrom('django_site').selectAll().execute();
    expect(site).toEqual([{ id: 1, name: 'Shop', domain: 'shop.example.test' }]);
  });

  it('says beside each field what is wrong, and changes nothing', async () => {
    const core = await createCore();
    const form = {
      siteName: '',
      domain: 'http://x/',
      username: 'a b',
      email: 'x',
      password: '123',
    };
    const refused = await setUp(core.context, form).catch((error: unknown) => error);
    expect(Object.keys((refused as { failure: { fields: object } }).failure.fields)).toEqual([
      'siteName',
      'domain',
      'username',
      'email',
      'password',
    ]);
    expect((refused as { failure: { fields: object } }).failure.fields).toMatchObject({
      domain: ['Enter the domain only, here x, without http:// or https://.'],
    });
    expect(await needsSetUp(core.db)).toBe(true);
  });

  it('wants a password unlike the name that the site is given', async () => {
    const core = await createCore();
    const form = { ...FORM, siteName: 'Riverside Library', password: 'riverside library' };
    await expect(setUp(core.context, form)).rejects.toMatchObject({
      failure: { fields: { password: ['The password is too similar to the name of the site.'] } },
    });
  });

  it('asks for a password where none was typed', async () => {
    const core = await createCore();
    await expect(setUp(core.context, { ...FORM, password: '' })).rejects.toMatchObject({
      failure: { fields: { password: ['Choose a password.'] } },
    });
  });

  it('happens once', async () => {
    const core = await createCore();
    await setUp(core.context, FORM);
    await expect(setUp(core.context, { ...FORM, username: 'mallory' })).rejects.toMatchObject({
      failure: { code: 'conflict' },
    });
  });
});

describe('signing in at the console', () => {
  it('is for active staff with the right password; every refusal has the same words for strangers', async () => {
    const core = await createCore();
    await addAdministrator(core);
    await addAccount(core, { username: 'person', isActive: true });
    await addAccount(core, { username: 'former', isStaff: true, isActive: false });
    const session = openSession(core);
    const refusals = new Set<string>();
    for (const [username, password] of [
      ['eva', 'wrong'],
      ['person', 'wrong'],
      ['former', PASSWORD],
      ['nobody', PASSWORD],
    ] as const) {
      await session.signIn(username, password).catch((error: Error) => refusals.add(error.message));
    }
    expect([...refusals]).toEqual([
      'Please enter a correct user name and password. Both may be case-sensitive.',
    ]);
    await expect(session.signIn('person', PASSWORD)).rejects.toThrow('it is not staff.');
    expect(await session.person()).toBeNull();
    await session.signIn('eva', PASSWORD);
    expect(await session.person()).not.toBeNull();
  });

  it('case 42: slows down after five wrong passwords, longer each time, across a restart', async () => {
    const core = await createCore();
    await addAdministrator(core);
    const session = openSession(core);
    const attempt = async (password: string, at = session) =>
      at.signIn('eva', password).then(
        () => 'in',
        (error: { failure: { code: string; retryAfterMs?: number } }) => error.failure,
      );
    for (let count = 1; count <= 4; count += 1) {
      expect(await attempt('wrong')).toMatchObject({ code: 'invalid-input' });
    }
    expect(await attempt('wrong')).toMatchObject({ code: 'throttled', retryAfterMs: 2_000 });
    expect(await attempt(PASSWORD, openSession(core))).toMatchObject({ code: 'throttled' });
    core.clock.advance({ ms: 2_000 });
    expect(await attempt('wrong')).toMatchObject({ code: 'throttled', retryAfterMs: 4_000 });
    core.clock.advance({ ms: 4_000 });
    expect(await attempt(PASSWORD)).toBe('in');
    expect(await attempt('wrong')).toMatchObject({ code: 'invalid-input' });
  });

  it('slows down likewise where nothing can be written', async () => {
    const core = await createCore();
    await addAdministrator(core);
    const session = openSession(core, core.hasher, createThrottleInMemory(core.now));
    const attempt = async (password: string) =>
      session.signIn('eva', password).then(
        () => 'in',
        (error: { failure: { code: string; retryAfterMs?: number } }) => error.failure,
      );
    for (let count = 1; count <= 4; count += 1) {
      expect(await attempt('wrong')).toMatchObject({ code: 'invalid-input' });
    }
    expect(await attempt('wrong')).toMatchObject({ code: 'throttled', retryAfterMs: 2_000 });
    expect(await attempt(PASSWORD)).toMatchObject({ code: 'throttled', retryAfterMs: 2_000 });
    core.clock.advance({ ms: 2_000 });
    expect(await attempt('wrong')).toMatchObject({ code: 'throttled', retryAfterMs: 4_000 });
    core.clock.advance({ ms: 4_000 });
    expect(await attempt(PASSWORD)).toBe('in');
    expect(await attempt('wrong')).toMatchObject({ code: 'invalid-input' });
    expect(await core.db.selectFrom('gatehouse_throttle').selectAll().execute()).toEqual([]);
  });

  it('gives many tries at once no more than the same tries one by one', async () => {
    const core = await createCore();
    await addAdministrator(core);
    const session = openSession(core);
    const tries = Array.from({ length: 8 }, () =>
      session
        .signIn('eva', 'wrong')
        .catch((error: { failure: { code: string } }) => error.failure.code),
    );
    expect((await Promise.all(tries)).filter((code) => code === 'invalid-input')).toHaveLength(4);
  });

  it('counts all spellings of a name as one', async () => {
    const core = await createCore();
    await addAdministrator(core);
    const session = openSession(core);
    const codes = async (spellings: readonly string[]) => {
      const tries = spellings.map((spelling) =>
        session
          .signIn(spelling, 'wrong')
          .catch((error: { failure: { code: string } }) => error.failure.code),
      );
      return (await Promise.all(tries)).filter((code) => code === 'invalid-input');
    };
    expect(await codes(['eva', ' eva', 'eva ', '  eva', 'eva  ', 'ｅva'])).toHaveLength(4);
    expect(
      await codes(['nobody', ' nobody', 'Nobody', 'NOBODY', 'nobody ', 'ｎobody']),
    ).toHaveLength(4);
  });

  it('lets nobody in by a password that was replaced while it was checked', async () => {
    const core = await createCore();
    const { id } = await addAdministrator(core);
    const fresh = await core.hasher.encode('another one, set meanwhile');
    const session = openSession(core, {
      ...core.hasher,
      async check(password, encoded) {
        const { matches } = await core.hasher.check(password, encoded);
        await core.db
          .updateTable('auth_user')
          .set({ password: fresh })
          .where('id', '=', id)
          .execute();
        return { matches, mustUpgrade: true };
      },
    });
    await expect(session.signIn('eva', PASSWORD)).rejects.toMatchObject({
      failure: { code: 'invalid-input' },
    });
    const row = await core.db.selectFrom('auth_user').select('password').executeTakeFirstOrThrow();
    expect(row.password).toBe(fresh);
  });

  it('stores a weak password more strongly', async () => {
    const core = await createCore();
    const { id } = await addAdministrator(core);
    const stronger = createPasswordHasher({ iterations: 20, randomBytes: core.randomBytes });
    const session = openSession(core, stronger);
    await session.signIn('eva', PASSWORD);
    const row = await core.db
      .selectFrom('auth_user')
      .select(['password', 'last_login'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.password).toMatch(/^pbkdf2_sha256\$20\$/);
    expect(row.last_login).toBe('2026-03-01 12:00:00');
  });

  it('ends when the account loses its rights', async () => {
    const core = await createCore();
    const { id } = await addAdministrator(core);
    const session = openSession(core);
    await session.signIn('eva', PASSWORD);
    await core.db.updateTable('auth_user').set({ is_staff: 0 }).where('id', '=', id).execute();
    expect(await session.person()).toBeNull();
    expect(await session.state()).toEqual({ phase: 'signed-out', person: null });
  });
});
