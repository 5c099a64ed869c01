import { chmod, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import {
  chosenDatabase,
  readChosenDatabase,
  writeChosenDatabase,
} from '../../../src/main/db/chosen-database.ts';
import { lockDatabase } from '../../../src/main/db/lock-database.ts';
import { openChosenDatabase } from '../../../src/main/db/open-chosen-database.ts';
import { makeProject } from '../../support/project-database.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

it('is the one in the folder unless another was chosen', async () => {
  const folder = await temporaryDirectory();
  const own = join(folder, 'gatehouse.sqlite3');
  expect(readChosenDatabase(folder)).toEqual({
    file: own,
    inPlace: false,
    looksOnly: false,
    companions: folder,
  });
  writeChosenDatabase(folder, { file: '/srv/site/db.sqlite3', looksOnly: true });
  expect(readChosenDatabase(folder)).toMatchObject({
    file: '/srv/site/db.sqlite3',
    looksOnly: true,
  });
  writeChosenDatabase(folder, { file: own, looksOnly: false });
  expect(readChosenDatabase(folder)).toMatchObject({ inPlace: false, looksOnly: false });
});

it('has a folder of its own for what belongs to it alone', async () => {
  const folder = await temporaryDirectory();
  const at = (file: string) => chosenDatabase(folder, { file, looksOnly: false }).companions;
  expect(new Set([at('/srv/a.sqlite3'), at('/srv/b.sqlite3'), folder]).size).toBe(3);
  expect(at('/srv/a.sqlite3')).toBe(at('/srv/a.sqlite3'));
});

it.each(['', '{', '{"file": "db.sqlite3"}', '{"file": 7}', '{"looksOnly": "yes"}'])(
  'is not guessed when what names it is damaged: %s',
  async (text) => {
    const folder = await temporaryDirectory();
    await writeFile(join(folder, 'database.json'), text);
    expect(() => readChosenDatabase(folder)).toThrow('is damaged');
  },
);

it('is not made anew when it is gone', async () => {
  const folder = await temporaryDirectory();
  const file = join(folder, 'elsewhere', 'db.sqlite3');
  const chosen = writeChosenDatabase(folder, { file, looksOnly: false });
  await expect(openChosenDatabase(chosen)).rejects.toThrow('is not there');
});

it('is written to by one Gatehouse at a time, whatever data folder it has', async () => {
  const { file } = await makeProject();
  const choose = async (looksOnly: boolean) =>
    chosenDatabase(await temporaryDirectory(), { file, looksOnly });
  const first = await openChosenDatabase(await choose(false));
  await expect(openChosenDatabase(await choose(false))).rejects.toThrow('Another Gatehouse works');
  await (await openChosenDatabase(await choose(true))).close();
  await first.close();
  await (await openChosenDatabase(await choose(false))).close();
});

it('has a lock that is a file of its own, and gives no other file away', async () => {
  const folder = await temporaryDirectory();
  const file = join(folder, 'db.sqlite3');
  await writeFile(file, '');
  await chmod(file, 0o664);
  const lock = `${file}.gatehouse.lock`;
  const secret = join(folder, 'secret');
  await writeFile(secret, 'private', { mode: 0o600 });
  await symlink(secret, lock);
  expect(() => lockDatabase(file)).toThrow('can’t be written');
  expect((await stat(secret)).mode & 0o777).toBe(0o600);
  await rm(lock);
  lockDatabase(file)();
  expect((await stat(lock)).mode & 0o777).toBe(0o664);
});
