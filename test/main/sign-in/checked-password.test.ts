import { describe, expect, it } from 'vitest';

import { readAccountRecord } from '../../../src/main/accounts/find-accounts.ts';
import type { PasswordHasher } from '../../../src/main/accounts/password/hasher.ts';
import { SYSTEM } from '../../../src/main/operations/actor.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { authenticate } from '../../../src/main/sign-in/authenticate.ts';
import { changePassword } from '../../../src/main/sign-in/change-password.ts';
import { addAccount, type Core, createCore, PASSWORD } from '../../support/core.ts';

const VISITOR = { address: '', userAgent: 'a browser' };
const RESET = 'a reset that came first';

/** Somebody whose password is reset while the given password is being checked. */
async function withReset(given: { readonly mustUpgrade: boolean }) {
  const core = await createCore();
  const id = await addAccount(core, { username: 'olga', isActive: true });
  const hasher: PasswordHasher = {
    ...core.hasher,
    async check(password, encoded) {
      const { matches } = await core.hasher.check(password, encoded);
      await resetTo(core, id, RESET);
      return { matches, mustUpgrade: given.mustUpgrade };
    },
  };
  return { core, id, context: { ...core.context, hasher } };
}

async function resetTo(core: Core, id: number, password: string): Promise<void> {
  const encoded = await core.hasher.encode(password);
  await runOperation(
    core.db,
    { kind: 'accounts.resetPassword', actor: SYSTEM, at: core.now() },
    (operation) => operation.set('auth_user', [id], { password: encoded }),
  );
}

async function has(core: Core, id: number, password: string): Promise<boolean> {
  const row = await readAccountRecord(core.db, id);
  return (await core.hasher.check(password, row?.password ?? '')).matches;
}

describe('a password that was checked while another was set', () => {
  it.each([{ mustUpgrade: false }, { mustUpgrade: true }])(
    'lets nobody in and does not come back ($mustUpgrade)',
    async (given) => {
      const { core, id, context } = await withReset(given);
      const login = { login: 'olga', password: PASSWORD, visitor: VISITOR, deviceMark: '' };
      expect(await authenticate(context, login)).toEqual({ ok: false, waitMs: 0 });
      expect([await has(core, id, PASSWORD), await has(core, id, RESET)]).toEqual([false, true]);
    },
  );

  it('does not allow to change it', async () => {
    const { core, id, context } = await withReset({ mustUpgrade: false });
    const account = await readAccountRecord(core.db, id);
    if (!account) throw new Error('Nobody is there.');
    const changed = 'mallory was here again';
    const form = { old_password: PASSWORD, new_password1: changed, new_password2: changed };
    expect(await changePassword(context, { account, sessionId: 1, form })).toEqual({
      ok: false,
      errors: {
        old_password: ['Your old password was entered incorrectly. Please enter it again.'],
      },
    });
    expect([await has(core, id, changed), await has(core, id, RESET)]).toEqual([false, true]);
  });
});

it('a password that could not be looked at, because too many wait, is no wrong one', async () => {
  const core = await createCore();
  const id = await addAccount(core, { username: 'olga', isActive: true });
  const visitor = { address: '203.0.113.9', userAgent: 'a browser' };
  const login = { login: 'olga', password: PASSWORD, visitor, deviceMark: '' };
  const full = { ...core.hasher, check: () => Promise.reject(new Error('Too many wait.')) };
  const busy = { ...core.context, hasher: full };
  const account = await readAccountRecord(core.db, id);
  if (!account) throw new Error('Nobody is there.');
  const changed = 'mallory was here again';
  const form = { old_password: 'x', new_password1: changed, new_password2: changed };
  for (let times = 0; times < 30; times += 1) {
    await expect(authenticate(busy, login)).rejects.toThrow('Too many wait.');
    await expect(changePassword(busy, { account, sessionId: 1, form })).rejects.toThrow(
      'Too many wait.',
    );
  }
  expect(await authenticate(core.context, login)).toMatchObject({ ok: true });
  const refused = await changePassword(core.context, { account, sessionId: 1, form });
  expect(refused).toMatchObject({ errors: { old_password: [/entered incorrectly/] } });
});
