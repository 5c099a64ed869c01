import { expect, test, vi } from 'vitest';

import type { SecretBox } from '../../../src/main/secrets/secret-box.ts';
import { createSecretStore } from '../../../src/main/settings/secret-store.ts';
import { createSigningKey } from '../../../src/main/settings/signing-key.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { createCore } from '../../support/core.ts';

test('the signing key is opened once for many requests, and again after it was forgotten', async () => {
  const { db, randomBytes } = await createCore();
  const open = vi.fn<SecretBox['open']>(async (secret) => ({ secret, isOutdated: false }));
  const secrets = createSecretStore(db, { seal: async (secret) => secret, open });
  const signingKey = createSigningKey(secrets, randomBytes);
  const key = await signingKey.read();
  signingKey.forget();
  expect(await signingKey.read()).toBe(key);
  expect(await signingKey.read()).toBe(key);
  expect(open).toHaveBeenCalledTimes(1);
});

test('case 42: the signing key is forgotten when the console is locked', async () => {
  const console = await createConsoleCore();
  await signIn(console);
  const { services, db } = console;
  const read = () => services.signingKey.read();
  const key = await read();
  await db.deleteFrom('gatehouse_secret').where('name', '=', 'site.signingKey').execute();
  expect(await read()).toBe(key);
  services.session.lock();
  expect(await read()).not.toBe(key);
});

test('case 42: it is forgotten also when it was just being opened', async () => {
  const { db, randomBytes } = await createCore();
  const open = vi.fn<SecretBox['open']>(async (secret) => ({ secret, isOutdated: false }));
  const secrets = createSecretStore(db, { seal: async (secret) => secret, open });
  await createSigningKey(secrets, randomBytes).read();
  const signingKey = createSigningKey(secrets, randomBytes);
  const first = signingKey.read();
  signingKey.forget();
  expect(await signingKey.read()).toBe(await first);
  expect(await signingKey.read()).toBe(await first);
  expect(open).toHaveBeenCalledTimes(2);
});
