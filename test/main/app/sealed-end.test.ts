import { existsSync } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { openData } from '../../../src/main/app/open-data.ts';
import { createEvents } from '../../../src/main/app/events.ts';
import { createSealedEnd } from '../../../src/main/app/sealed-end.ts';
import { createFileSecrets } from '../../../src/main/secrets/file-secrets.ts';
import { createAuditLog } from '../../../src/main/operations/audit-log.ts';
import { createSecretStore } from '../../../src/main/settings/secret-store.ts';
import { addAdministrator, createCore, register, RESOURCES } from '../../support/core.ts';

async function withSealedLog() {
  const core = await createCore();
  const { db, now, folder, randomBytes } = core;
  await addAdministrator(core);
  await register(core, 'anna');
  const box = createFileSecrets({ directory: folder, randomBytes });
  const secrets = createSecretStore(db, box);
  const end = createSealedEnd({ secrets, box, folder });
  const watch = () => createAuditLog({ db, now, end, onError: () => {} });
  await watch().catchUp();
  return { core, box, secrets, watch };
}

it('notices that the seal was taken out of the database, also after further acts', async () => {
  const { core, secrets, watch } = await withSealedLog();
  expect(await watch().verify()).toMatchObject({ state: 'unbroken' });
  await secrets.forget('audit.end');
  await register(core, 'ben');
  await watch().catchUp();
  expect(await watch().verify()).toMatchObject({
    state: 'broken',
    problem: { what: 'The seal of its end was removed from the database.' },
  });
});

it('notices an older seal beside a log that was cut off', async () => {
  const { core, secrets, watch } = await withSealedLog();
  const older = await secrets.read('audit.end');
  await register(core, 'ben');
  await watch().catchUp();
  await core.db.deleteFrom('gatehouse_audit_link').where('id', '>', 2).execute();
  await core.db.deleteFrom('gatehouse_operation_change').where('operation_id', '>', 2).execute();
  await core.db.deleteFrom('gatehouse_operation').where('id', '>', 2).execute();
  await secrets.write('audit.end', older ?? '');
  expect(await watch().verify()).toMatchObject({ state: 'broken' });
});

it('needs no file: only the database was moved to another folder', async () => {
  const { core, watch } = await withSealedLog();
  await rm(join(core.folder, 'audit.seal'));
  expect(await watch().verify()).toMatchObject({ state: 'unbroken' });
});

it('is sealed anew after a power cut that left the file empty', async () => {
  const { core, watch } = await withSealedLog();
  await writeFile(join(core.folder, 'audit.seal'), '');
  expect(await watch().verify()).toMatchObject({ state: 'unbroken' });
  await register(core, 'ben');
  await watch().catchUp();
  expect(await readFile(join(core.folder, 'audit.seal'), 'utf8')).not.toBe('');
});

it('is sealed once at a time, and waited for at the end', async () => {
  const { core, secrets, box } = await withSealedLog();
  const { db, now, folder } = core;
  const sealed = createSealedEnd({ secrets, box, folder });
  let [writing, most, done] = [0, 0, 0];
  const end = {
    ...sealed,
    async write(text: string) {
      writing += 1;
      most = Math.max(most, writing);
      await sealed.write(text);
      writing -= 1;
      done += 1;
    },
  };
  const log = createAuditLog({ db, now, end, onError: () => {} });
  void log.catchUp();
  void log.catchUp();
  await log.stop();
  expect({ most, done }).toEqual({ most: 1, done: 2 });
});

it('lies in a file that only its owner can read', async () => {
  const { core } = await withSealedLog();
  expect((await stat(join(core.folder, 'audit.seal'))).mode & 0o777).toBe(0o600);
});

it('is told apart when another key store sealed it', async () => {
  const { core, watch } = await withSealedLog();
  await rm(join(core.folder, 'secret.key'));
  expect(await watch().verify()).toMatchObject({ state: 'unsealed', problem: null });
});

it('is forgotten with a database that was moved away to start anew', async () => {
  const { core } = await withSealedLog();
  await core.db.destroy();
  await rm(core.file);
  const ends = new AsyncDisposableStack();
  const box = createFileSecrets({ directory: core.folder, randomBytes: core.randomBytes });
  await openData(
    {
      dataDirectory: core.folder,
      platform: {
        now: core.now,
        randomBytes: core.randomBytes,
        resources: RESOURCES,
        secrets: box,
        renderer: RESOURCES,
        mailReading: RESOURCES,
      },
      events: createEvents(),
      onError: () => {},
    },
    ends,
  );
  await ends.disposeAsync();
  expect(existsSync(join(core.folder, 'audit.seal'))).toBe(false);
});
