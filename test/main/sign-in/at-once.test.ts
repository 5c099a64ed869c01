import { randomBytes } from 'node:crypto';

import { expect, it } from 'vitest';

import { LineFullError } from '../../../src/main/accounts-site/hashing-line.ts';
import { readAccountRecord } from '../../../src/main/accounts/find-accounts.ts';
import { createPasswordHasher } from '../../../src/main/accounts/password/hasher.ts';
import { authenticate } from '../../../src/main/sign-in/authenticate.ts';
import { changePassword } from '../../../src/main/sign-in/change-password.ts';
import { prepareRenewal, renewSession } from '../../../src/main/sign-in/renew-session.ts';
import { findSession, startSession } from '../../../src/main/sign-in/site-sessions.ts';
import { addAccount, createCore, PASSWORD } from '../../support/core.ts';

const VISITOR = { address: '', userAgent: 'a browser' };
const LOGIN = { login: 'olga', password: PASSWORD, visitor: VISITOR, deviceMark: '' };
const NEXT = 'another calm river at dusk';
const FORM = { old_password: PASSWORD, new_password1: NEXT, new_password2: NEXT };

async function withOlga() {
  const core = await createCore();
  const id = await addAccount(core, { username: 'olga', isActive: true });
  const account = async () => {
    const found = await readAccountRecord(core.db, id);
    if (!found) throw new Error('Nobody is there.');
    return found;
  };
  return { ...core, id, account };
}

it('two sign-ins that both find an old form of the password let both in', async () => {
  const olga = await withOlga();
  const hasher = createPasswordHasher({ iterations: 20, randomBytes });
  const { promise: bothChecked, resolve } = Promise.withResolvers<void>();
  let checks = 0;
  const context = {
    ...olga.context,
    hasher: {
      ...hasher,
      async check(password: string, encoded: string) {
        const result = await hasher.check(password, encoded);
        checks += 1;
        if (checks === 2) resolve();
        await bothChecked;
        return result;
      },
    },
  };
  const results = await Promise.all([authenticate(context, LOGIN), authenticate(context, LOGIN)]);
  expect(results.map(({ ok }) => ok)).toEqual([true, true]);
});

it('a password that could not be checked, as too many wait, is no wrong one', async () => {
  const olga = await withOlga();
  const full = {
    ...olga.context,
    hasher: {
      ...olga.hasher,
      check: () => Promise.reject(new LineFullError('Too many wait.')),
    },
  };
  const visitor = { ...VISITOR, address: '203.0.113.9' };
  const given = { account: await olga.account(), sessionId: 1, form: FORM };
  for (let time = 0; time < 40; time += 1) {
    await expect(authenticate(full, { ...LOGIN, visitor })).rejects.toThrow(LineFullError);
    await expect(changePassword(full, given)).rejects.toThrow(LineFullError);
  }
  expect((await authenticate(olga.context, { ...LOGIN, visitor })).ok).toBe(true);
  expect((await changePassword(olga.context, given)).ok).toBe(true);
});

it('wrong passwords before a full line stay counted', async () => {
  const olga = await withOlga();
  const wrong = { ...LOGIN, password: 'not this one' };
  for (let time = 0; time < 4; time += 1) await authenticate(olga.context, wrong);
  const check = () => Promise.reject(new LineFullError('Too many wait.'));
  const full = { ...olga.context, hasher: { ...olga.hasher, check } };
  await expect(authenticate(full, LOGIN)).rejects.toThrow(LineFullError);
  await authenticate(olga.context, wrong);
  expect(await authenticate(olga.context, LOGIN)).toEqual({ ok: false, waitMs: 2_000 });
});

it('of two requests after a change of rights one gets the new key, and that one is good', async () => {
  const olga = await withOlga();
  const { key } = await startSession(olga.context, await olga.account(), VISITOR);
  await olga.db.updateTable('auth_user').set({ is_staff: 1 }).where('id', '=', olga.id).execute();
  const visit = (with_: string) => findSession(olga.context, with_, VISITOR);
  const found = await Promise.all([visit(key), visit(key)]);
  const renewed = found.flatMap((each) => each?.rotated?.key ?? []);
  expect(renewed).toHaveLength(1);
  expect(await visit(renewed[0] ?? '')).toMatchObject({ rotated: null });
});

it('a password is changed though the session was ended meanwhile', async () => {
  const olga = await withOlga();
  const { key } = await startSession(olga.context, await olga.account(), VISITOR);
  const signedIn = await findSession(olga.context, key, VISITOR);
  await olga.db.deleteFrom('gatehouse_session').execute();
  const given = { account: await olga.account(), sessionId: signedIn?.sessionId ?? 0, form: FORM };
  expect(await changePassword(olga.context, given)).toEqual({ ok: true, session: null, ended: 0 });
  expect((await authenticate(olga.context, { ...LOGIN, password: NEXT })).ok).toBe(true);
});

it('a visit at any moment of storing a stronger form ends no session', async () => {
  const olga = await withOlga();
  const { key } = await startSession(olga.context, await olga.account(), VISITOR);
  const { signingKey } = olga.context;
  const context = {
    ...olga.context,
    hasher: createPasswordHasher({ iterations: 20, randomBytes }),
    signingKey: {
      ...signingKey,
      async read() {
        await findSession(olga.context, key, VISITOR);
        return signingKey.read();
      },
    },
  };
  const before = (await olga.account()).password;
  expect((await authenticate(context, LOGIN)).ok).toBe(true);
  expect((await olga.account()).password).not.toBe(before);
  expect(await findSession(olga.context, key, VISITOR)).not.toBeNull();
});

it('a session that is renewed while a visit finds it outdated goes on under its new key', async () => {
  const olga = await withOlga();
  const { key } = await startSession(olga.context, await olga.account(), VISITOR);
  const session = await findSession(olga.context, key, VISITOR);
  await olga.db
    .updateTable('auth_user')
    .set({ password: await olga.hasher.encode(NEXT) })
    .where('id', '=', olga.id)
    .execute();
  const { signingKey } = olga.context;
  let renewed = '';
  const context = {
    ...olga.context,
    signingKey: {
      ...signingKey,
      async read() {
        const renewal = await prepareRenewal(olga.context, await olga.account());
        await renewSession(olga.db, { id: session?.sessionId ?? 0 }, renewal);
        renewed = renewal.key;
        return signingKey.read();
      },
    },
  };
  expect(await findSession(context, key, VISITOR)).toBeNull();
  expect(await findSession(olga.context, renewed, VISITOR)).not.toBeNull();
});
