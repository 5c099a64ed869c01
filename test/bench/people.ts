import SQLite from 'better-sqlite3';

import { type Figure, inTurns, timed } from './support/figure.ts';
import { withFolder } from './support/folder.ts';
import { openMillion } from './support/million.ts';

const ROUNDS = 15;

/** A million people: the first rows by name, against the same statement alone. */
export function benchPeople(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    const { application, call, file } = await openMillion(folder);
    const database = new SQLite(file, { readonly: true });
    const read = database.prepare(`SELECT id, username, email, first_name, last_name, is_active,
      is_staff, is_superuser, date_joined, last_login FROM auth_user
      ORDER BY username COLLATE NOCASE, id LIMIT 100`);
    const sort = { column: 'username', direction: 'ascending' } as const;
    const input = { query: '', sort, offset: 0, limit: 100 };
    const measured = await inTurns(ROUNDS, {
      gatehouse: () => timed(() => call('accounts.list', input)),
      bare: () => timed(() => read.all()),
    });
    database.close();
    await application.stop();
    return [{ work: 'first 100 of a million users, by user name', unit: 'ms', ...measured }];
  });
}
