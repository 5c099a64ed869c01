import { randomBytes } from 'node:crypto';
import { readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { createFileSecrets } from '../../src/main/secrets/file-secrets.ts';
import { createOsSecrets } from '../../src/main/host-electron/os-secrets.ts';
import { createSecretStore } from '../../src/main/settings/secret-store.ts';
import { createCore } from '../support/core.ts';
import { createElectronStandIn } from '../support/electron.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const SECRET = 'the post password, größer';

async function createFileBox() {
  const directory = await temporaryDirectory();
  return { directory, box: createFileSecrets({ directory, randomBytes }) };
}

async function createOsBox(given: { hasKeyStore: boolean; backend?: 'basic_text' }) {
  const { electron, world } = createElectronStandIn();
  world.hasKeyStore = given.hasKeyStore;
  const { box: fallback } = await createFileBox();
  const safeStorage = {
    ...electron.safeStorage,
    getSelectedStorageBackend: () => given.backend ?? ('gnome_libsecret' as const),
  };
  return {
    fallback,
    world,
    ...(await createOsSecrets({ safeStorage, platform: 'linux', fallback })),
  };
}

it('a file’s key opens what it sealed, also after a restart', async () => {
  const { directory, box } = await createFileBox();
  const sealed = await box.seal(SECRET);
  expect(sealed).toMatch(/^file:v1:[\w+/=]+$/);
  expect(await createFileSecrets({ directory, randomBytes }).open(sealed)).toEqual({
    secret: SECRET,
    isOutdated: false,
  });
});

it('the same secret is sealed differently each time', async () => {
  const { box } = await createFileBox();
  expect(await box.seal(SECRET)).not.toBe(await box.seal(SECRET));
});

it('the key file is its owner’s only, and made when it is first needed', async () => {
  const { directory, box } = await createFileBox();
  expect(await readdir(directory)).toEqual([]);
  await box.seal(SECRET);
  expect((await stat(join(directory, 'secret.key'))).mode & 0o777).toBe(0o600);
});

it('a changed text does not open', async () => {
  const { box } = await createFileBox();
  const sealed = await box.seal(SECRET);
  const changed = sealed.replace(/.(?=.{6}$)/, (letter) => (letter === 'A' ? 'B' : 'A'));
  await expect(box.open(changed)).rejects.toThrow('unable to authenticate');
});

it('a damaged key file is said to be damaged', async () => {
  const { directory, box } = await createFileBox();
  await box.seal(SECRET);
  await truncate(join(directory, 'secret.key'), 5);
  await expect(box.seal(SECRET)).rejects.toThrow('is damaged');
});

it('a key file that a power cut left empty is made anew, and is not there for what was sealed before', async () => {
  const { directory, box } = await createFileBox();
  const before = await box.seal(SECRET);
  await truncate(join(directory, 'secret.key'), 0);
  await expect(box.open(before)).rejects.toThrow(
    'secret.key is missing. Put a backup in its place',
  );
  const sealed = await box.seal(SECRET);
  expect(await box.open(sealed)).toEqual({ secret: SECRET, isOutdated: false });
});

it('the file’s way can’t open what the system sealed, and says so', async () => {
  const { box } = await createFileBox();
  await expect(box.open('os:v1:AAAA')).rejects.toThrow('Enter it again');
});

it('the system’s key store is used where there is one', async () => {
  const { secrets, notice } = await createOsBox({ hasKeyStore: true });
  const sealed = await secrets.seal(SECRET);
  expect(sealed).toMatch(/^os:v1:/);
  expect(await secrets.open(sealed)).toEqual({ secret: SECRET, isOutdated: false });
  expect(notice).toBeNull();
});

it.each([
  ['there is none', { hasKeyStore: false }],
  ['it is a fixed password', { hasKeyStore: true, backend: 'basic_text' as const }],
])('the file’s way is taken with a notice when %s', async (_, given) => {
  const { secrets, notice } = await createOsBox(given);
  const sealed = await secrets.seal(SECRET);
  expect(sealed).toMatch(/^file:v1:/);
  expect(await secrets.open(sealed)).toEqual({ secret: SECRET, isOutdated: false });
  expect(notice).toContain('no key store');
});

it('what the file’s way sealed opens beside a key store too', async () => {
  const { secrets, fallback } = await createOsBox({ hasKeyStore: true });
  const opened = await secrets.open(await fallback.seal(SECRET));
  expect(opened).toEqual({ secret: SECRET, isOutdated: false });
});

it('a secret under a key that was replaced is sealed anew once it is read', async () => {
  const { world, secrets } = await createOsBox({ hasKeyStore: true });
  const { db } = await createCore();
  const store = createSecretStore(db, secrets);
  const sealed = () =>
    db.selectFrom('gatehouse_secret').select(['sealed', 'place']).executeTakeFirstOrThrow();
  await store.write('smtp.post.password', SECRET, 'post:587');
  const first = await sealed();
  world.key = 2;
  expect(await store.read('smtp.post.password', 'post:587')).toBe(SECRET);
  const second = await sealed();
  expect(second).toEqual({ sealed: expect.stringMatching(/^os:v1:/), place: 'post:587' });
  expect(second.sealed).not.toBe(first.sealed);
  expect(await store.read('smtp.post.password', 'post:587')).toBe(SECRET);
  expect(await sealed()).toEqual(second);
});
