import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { writeDurably } from '../../../src/main/db/write-durably.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

it('writes a whole file for its owner only, in place of the one before, and leaves nothing beside it', async () => {
  const folder = await temporaryDirectory();
  const file = join(folder, 'secret.key');
  await writeFile(file, 'of before', { mode: 0o644 });
  writeDurably(file, Buffer.from('new'));
  expect(await readFile(file, 'utf8')).toBe('new');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['secret.key']);
});

it('leaves the file of before when the new one can’t be written', async () => {
  const folder = await temporaryDirectory();
  const file = join(folder, 'database.json');
  await writeFile(file, 'of before');
  await mkdir(`${file}.new`);
  expect(() => writeDurably(file, 'new')).toThrow('EISDIR');
  expect(await readFile(file, 'utf8')).toBe('of before');
});
