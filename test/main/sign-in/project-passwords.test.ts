import { expect, it, onTestFinished } from 'vitest';

import { readAccountRecord } from '../../../src/main/accounts/find-accounts.ts';
import { createPasswordHasher } from '../../../src/main/accounts/password/hasher.ts';
import { createThrottle } from '../../../src/main/limits/throttle.ts';
import { createConsoleSession } from '../../../src/main/session/console-session.ts';
import { authenticate } from '../../../src/main/sign-in/authenticate.ts';
import { addAdministrator, createCore, handToProject, PASSWORD } from '../../support/core.ts';

/** An administrator whose password a Django project has stored, by fewer rounds than ours. */
async function withEva() {
  const core = await createCore();
  const { id } = await addAdministrator(core);
  await handToProject(core);
  const hasher = createPasswordHasher({ iterations: 20, randomBytes: core.randomBytes });
  const stored = async () => (await readAccountRecord(core.db, id))?.password;
  return { core, hasher, stored, before: await stored() };
}

it('stay as they are stored when their owners sign in at the console', async () => {
  const { core, hasher, stored, before } = await withEva();
  const session = createConsoleSession({
    ...core.context,
    hasher,
    throttle: createThrottle(core.db, core.now),
    readOnly: false,
    onChange: () => {},
    onLeave: () => {},
  });
  onTestFinished(() => session.stop());
  await session.signIn('eva', PASSWORD);
  expect(await stored()).toBe(before);
});

it('and at the accounts site', async () => {
  const { core, hasher, stored, before } = await withEva();
  const visitor = { address: '', userAgent: 'a browser' };
  const login = { login: 'eva', password: PASSWORD, visitor, deviceMark: '' };
  expect(await authenticate({ ...core.context, hasher }, login)).toMatchObject({ ok: true });
  expect(await stored()).toBe(before);
});
