import { readdirSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import SQLite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';

import { copyDatabase } from '../../../src/main/databases/copy-database.ts';
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

  it.skipIf(process.platform === 'win32')('is its owner’s alone from the start', async () => {
    const modes: number[] = [];
    const { copying } = await copyWhileWriting(({ folder }) => {
      for (const name of readdirSync(folder)) modes.push(statSync(join(folder, name)).mode & 0o777);
    });
    await copying;
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });
});
