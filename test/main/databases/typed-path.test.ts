import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { namedDatabase, readTypedPath } from '../../../src/main/databases/typed-path.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

it.each([
  ['~/site/db.sqlite3', '/home/eva/site/db.sqlite3'],
  ['~', '/home/eva'],
  [' "/srv/my site/db.sqlite3" ', '/srv/my site/db.sqlite3'],
  ['file:///srv/my%20site/db.sqlite3', '/srv/my site/db.sqlite3'],
  ['/srv/~/../db.sqlite3', '/srv/db.sqlite3'],
  ['db.sqlite3', null],
  ['/srv/db\0.sqlite3', null],
  ['~other/db.sqlite3', null],
  ['file://elsewhere/db.sqlite3', null],
])('reads %s as a person means it', (typed, path) => {
  expect(readTypedPath(typed, '/home/eva')).toBe(path);
});

it('says what is wrong with a path', async () => {
  const folder = await temporaryDirectory();
  const own = join(folder, 'gatehouse.sqlite3');
  const name = (typed: string) => () => namedDatabase(typed, [own]);
  const says = (text: string) =>
    expect.objectContaining({
      failure: expect.objectContaining({ fields: { file: [expect.stringContaining(text)] } }),
    });
  const said = (typed: string): unknown => {
    try {
      return name(typed)();
    } catch (error) {
      return error;
    }
  };
  expect(said(' ')).toEqual(says('Enter the path'));
  expect(said('postgres://shop@db/shop')).toEqual(says('SQLite files only'));
  expect(said('site/db.sqlite3')).toEqual(says('Enter the whole path'));
  expect(said('/srv/shop/settings.py')).toEqual(says('the project’s code'));
  expect(said(join(folder, 'nothing'))).toEqual(says('There is no file'));
  expect(said(folder)).toEqual(says('usually db.sqlite3'));
  await writeFile(join(folder, 'db.sqlite3'), '');
  expect(said(folder)).toEqual(says(join(folder, 'db.sqlite3')));
});

it('follows links, and knows the data folder’s own database by any path', async () => {
  const folder = await temporaryDirectory();
  const [real, link] = [join(folder, 'real'), join(folder, 'link')];
  await mkdir(real);
  await symlink(real, link);
  await writeFile(join(real, 'gatehouse.sqlite3'), '');
  await writeFile(join(real, 'db.sqlite3'), '');
  const own = join(link, 'gatehouse.sqlite3');
  expect(namedDatabase(join(link, 'db.sqlite3'), [own])).toBe(join(real, 'db.sqlite3'));
  expect(namedDatabase(join(real, 'gatehouse.sqlite3'), [own])).toBe(own);
});
