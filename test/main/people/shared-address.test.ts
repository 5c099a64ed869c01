import { join } from 'node:path';

import SQLite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';

import { addAccount, createCore } from '../../support/core.ts';
import { openIndex } from '../../support/open-index.ts';

test('who shares an address that another program has changed and changed back is found again', async () => {
  const core = await createCore();
  const one = await addAccount(core, { username: 'one', email: 'käthe@web.example' });
  await addAccount(core, { username: 'two', email: 'KÄTHE@web.example' });
  const other = new SQLite(join(core.folder, 'gatehouse.sqlite3'));
  onTestFinished(() => void other.close());
  const write = other.prepare('UPDATE auth_user SET email = ? WHERE id = ?');
  const people = await openIndex(core);
  write.run('jörg@web.example', one);
  await people.count({ query: 'dup:yes' });
  write.run('käthe@web.example', one);
  // Sees that another program has written.
  await people.ids({ query: '' });
  expect(await people.count({ query: 'dup:yes' })).toBe(2);
});
