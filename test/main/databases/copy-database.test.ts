import { readdirSync, statSync } from 'node:fs';
import { readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import SQLite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';

import { copyDatabase, copyTo, listCopies } from '../../../src/main/databases/copy-database.ts';
import { createJobs, type Jobs } from '../../../src/main/operations/jobs.ts';
import { Clock } from '../../support/core.ts';
import { makeProject } from '../../support/project-database.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

it('a copy is of one moment, however much is written meanwhile', async () => {
  const { now } = new Clock();
  const { file } = await makeProject();
  const site = new SQLite(file);
  onTestFinished(() => void site.close());
  site.pragma('journal_mode = WAL');
  site.exec(`CREATE TABLE blog_file (bytes BLOB);
    INSERT INTO blog_file VALUES (zeroblob(30000000))`);
  const own = createJobs({ now, onChange: () => {}, onError: () => {} });
  let written = 0;
  const jobs: Jobs = {
    ...own,
    start: (given) => ({
      ...own.start(given),
      advance() {
        if (written === 5) return;
        written += 1;
        site.exec(`INSERT INTO blog_post (title, author_id) VALUES ('Meanwhile', 3)`);
      },
    }),
  };
  const { file: copy } = await copyDatabase(file, {
    folder: await temporaryDirectory(),
    now,
    jobs,
  });
  expect(written).toBeGreaterThan(1);
  const copied = new SQLite(copy, { readonly: true });
  expect(copied.prepare('SELECT title FROM blog_post').pluck().all()).toEqual(['First']);
  copied.close();
});

it('a copy that can’t be made says whether the folder or the database is in the way', async () => {
  const { now } = new Clock();
  const { file } = await makeProject();
  const dataDirectory = await temporaryDirectory();
  const jobs = createJobs({ now, onChange: () => {}, onError: () => {} });
  const copy = (folder: string) => {
    const chosen = { file, inPlace: true, looksOnly: false, companions: dataDirectory };
    return copyTo(folder, { chosen, dataDirectory, now, jobs });
  };
  await writeFile(join(dataDirectory, 'taken'), '');
  await expect(copy(join(dataDirectory, 'taken'))).rejects.toMatchObject({
    failure: { fields: { folder: [expect.stringContaining('Check the folder')] } },
  });
  await writeFile(file, 'this is no database, it is a letter of some length'.repeat(100));
  await expect(copy('')).rejects.toMatchObject({ code: 'SQLITE_NOTADB' });
});

it('copies are listed while one goes, and where their folder can’t be read there are none', async () => {
  const folder = await temporaryDirectory();
  const name = 'db-2026-03-01T12-00-00-000.sqlite3';
  await writeFile(join(folder, name), 'copy');
  await symlink(join(folder, 'gone'), join(folder, 'db-2026-03-02T12-00-00-000.sqlite3'));
  expect(await listCopies(folder)).toMatchObject([{ file: join(folder, name), size: 4 }]);
  expect(await listCopies(join(folder, name))).toEqual([]);
});

describe('a copy of a database without a write-ahead log', () => {
  /** Writes to it, as its site would, whenever some pages were copied. */
  async function copyWhileWriting(onAdvance: (given: { jobs: Jobs; folder: string }) => void) {
    const { now } = new Clock();
    const { file } = await makeProject();
    const site = new SQLite(file);
    onTestFinished(() => void site.close());
    site.exec(`CREATE TABLE blog_file (bytes BLOB);
      INSERT INTO blog_file VALUES (zeroblob(30000000))`);
    const folder = await temporaryDirectory();
    const own = createJobs({ now, onChange: () => {}, onError: () => {} });
    let written = 0;
    const jobs: Jobs = {
      ...own,
      start(given) {
        const job = own.start(given);
        const advance = () => {
          written += 1;
          if (written > 50) throw new Error('It makes no progress.');
          site.exec(`INSERT INTO blog_post (title, author_id) VALUES ('Number ${written}', 3)`);
          onAdvance({ jobs: own, folder });
        };
        return Object.defineProperties(job, { advance: { value: advance } });
      },
    };
    return { copying: copyDatabase(file, { folder, now, jobs }), jobs: own, folder };
  }

  it('ends, however often its site writes', async () => {
    const { copying } = await copyWhileWriting(() => {});
    const copied = new SQLite((await copying).file, { readonly: true });
    expect(copied.pragma('quick_check', { simple: true })).toBe('ok');
    copied.close();
  });

  it('can be stopped, and leaves nothing', async () => {
    const { copying, jobs, folder } = await copyWhileWriting(({ jobs }) => {
      for (const { id } of jobs.list()) jobs.cancel(id);
    });
    await expect(copying).rejects.toThrow('The copy was stopped');
    expect(jobs.list()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused while its site keeps everybody out, and leaves nothing', async () => {
    const { now } = new Clock();
    const { file } = await makeProject();
    const site = new SQLite(file);
    onTestFinished(() => void site.close());
    const folder = await temporaryDirectory();
    const own = createJobs({ now, onChange: () => {}, onError: () => {} });
    const jobs: Jobs = {
      ...own,
      start(given) {
        site.exec('BEGIN EXCLUSIVE');
        return own.start(given);
      },
    };
    await expect(copyDatabase(file, { folder, now, jobs })).rejects.toMatchObject({
      code: 'SQLITE_BUSY',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('is its owner’s alone from the start', async () => {
    const modes: number[] = [];
    const { copying } = await copyWhileWriting(({ folder }) => {
      for (const name of readdirSync(folder)) modes.push(statSync(join(folder, name)).mode & 0o777);
    });
    await copying;
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });
});
