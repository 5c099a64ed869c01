import SQLite from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';

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
