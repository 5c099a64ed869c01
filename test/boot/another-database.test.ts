import { readdir, writeFile } from 'node:fs/promises';

import { beforeAll, expect, it, onTestFinished } from 'vitest';

import { buildIfOutdated } from '../../scripts/build.ts';
import { openDatabase } from '../../src/main/db/open-database.ts';
import { makeProject } from '../support/project-database.ts';
import { startConsole } from '../support/running-console.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

beforeAll(buildIfOutdated, 120_000);

/** A built host in a folder of its own, and calls to it. */
async function start() {
  const folder = await temporaryDirectory();
  const running = await startConsole([], folder);
  onTestFinished(running.stop);
  const { origin, hash } = new URL(running.address);
  const call = async (procedure: string, input: unknown): Promise<unknown> => {
    const answer = await fetch(`${origin}/bridge/invoke`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${hash.slice(1)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ procedure, input }),
    });
    return answer.json();
  };
  return { folder, origin, call };
}

it('the built host begins anew with another database, and calls wait for it', async () => {
  const { file } = await makeProject();
  const { folder, origin, call } = await start();
  expect(await call('session.state', {})).toMatchObject({ value: { phase: 'setup' } });
  const opened = await call('database.open', { file, mode: 'write', activationDays: 7 });
  expect(opened).toMatchObject({ ok: true });
  const [state, status] = await Promise.all([
    call('session.state', {}),
    call('application.status', {}),
  ]);
  expect(state).toMatchObject({ value: { phase: 'signed-out', siteName: 'Blog' } });
  const [copy = ''] = await readdir(`${folder}/copies`);
  expect(status).toMatchObject({
    value: {
      addresses: { console: `${origin}/` },
      notices: [{ tone: 'info', text: expect.stringContaining(copy) }],
    },
  });
});

it('the built host goes on with the database it had when it can’t begin anew', async () => {
  const { file } = await makeProject();
  const { folder, origin, call } = await start();
  // Where what belongs to a database elsewhere alone would be; nothing of it is touched in one that
  // Gatehouse has worked on.
  await writeFile(`${folder}/databases`, '');
  await (await openDatabase(file, { inPlace: true })).db.destroy();
  expect(await call('database.open', { file, mode: 'write' })).toMatchObject({ ok: true });
  expect(await call('session.state', {})).toMatchObject({ value: { phase: 'setup' } });
  expect(await call('application.status', {})).toMatchObject({
    value: {
      readOnly: null,
      addresses: { console: `${origin}/` },
      notices: [{ tone: 'warn', text: expect.stringContaining(`${folder}/databases`) }],
    },
  });
  const [copy = 'none'] = await readdir(`${folder}/copies`);
  expect(await call('application.status', {})).toMatchObject({
    value: { notices: [{ text: expect.stringContaining(copy) }] },
  });
  expect(await readdir(folder)).not.toContain('database.json');
});
