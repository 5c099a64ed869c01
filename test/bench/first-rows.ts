import SQLite from 'better-sqlite3';

import { makeAccounts, openApplication } from './support/application.ts';
import { type Figure, inTurns, timed } from './support/figure.ts';
import { withFolder } from './support/folder.ts';

const ROUNDS = 21;

const SORTS = [
  { column: 'username', direction: 'ascending', sql: 'user.username, user.id' },
  { column: 'dateJoined', direction: 'descending', sql: 'user.date_joined DESC, user.id DESC' },
] as const;

/** The first hundred rows of Users and the number of everybody, as the screen asks for them. */
export async function benchFirstRows(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const count of [10_000, 100_000]) {
    figures.push(...(await withFolder((folder) => benchAt(folder, count))));
  }
  return figures;
}

async function benchAt(folder: string, count: number): Promise<Figure[]> {
  const file = await makeAccounts(folder, count);
  const { application, call } = await openApplication(folder, { signedIn: true });
  const database = new SQLite(file, { readonly: true });
  const figures: Figure[] = [];
  for (const { column, direction, sql } of SORTS) {
    const input = {
      query: '',
      sort: { column, direction },
      offset: 0,
      limit: 100,
    } as const;
    const read = reader(database, sql);
    const measured = await inTurns(ROUNDS, {
      gatehouse: () => timed(() => call('accounts.list', input)),
      bare: () => timed(read),
    });
    const order = column === 'username' ? 'by user name' : 'newest first';
    const work = `first 100 of ${count.toLocaleString('en')} users, ${order}`;
    figures.push({ work, unit: 'ms', ...measured });
  }
  database.close();
  await application.stop();
  return figures;
}

/** The same answer by the best statements known, prepared once: the sort carries ids only. */
function reader(database: SQLite.Database, order: string): () => unknown {
  const count = database.prepare('SELECT count(*) AS total FROM auth_user');
  const rows = database.prepare(`
    SELECT user.id, user.username, user.email, user.first_name, user.last_name, user.is_active,
      user.is_staff, user.is_superuser, user.date_joined, user.last_login, profile.activated,
      coalesce(own.reissued_at, user.date_joined) AS issued_at
    FROM auth_user AS user
    LEFT JOIN registration_registrationprofile AS profile ON profile.user_id = user.id
    LEFT JOIN gatehouse_registration AS own ON own.user_id = user.id
    WHERE user.id IN (SELECT user.id FROM auth_user AS user ORDER BY ${order} LIMIT 100 OFFSET 0)
    ORDER BY ${order}`);
  return () => [count.get(), rows.all()];
}
