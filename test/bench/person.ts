import SQLite from 'better-sqlite3';

import { type Figure, inTurns, timed } from './support/figure.ts';
import { withFolder } from './support/folder.ts';
import { MILLION, openMillion } from './support/million.ts';

const ROUNDS = 40;

/** One person of a million: the page's answers, and the look for others who are alike. */
export function benchPerson(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    const { application, call, file } = await openMillion(folder);
    const database = new SQLite(file, { readonly: true });
    const row = database.prepare('SELECT * FROM auth_user WHERE id = ?');
    const same = database.prepare(
      'SELECT id FROM auth_user WHERE email = (SELECT email FROM auth_user WHERE id = ?) COLLATE NOCASE',
    );
    let id = 0;
    const next = () => (id = (id + 7_919 * 31) % MILLION || 1);
    const page = async () => {
      const about = { id: next() };
      await call('accounts.get', about);
      await call('accounts.story', { ...about, kind: 'all', limit: 50 });
      await call('accounts.rights', about);
      await call('accounts.notes', about);
      await call('accounts.sessions', about);
    };
    const whole = await inTurns(ROUNDS, {
      gatehouse: () => timed(page),
      bare: () => timed(() => row.get(next())),
    });
    const alike = await inTurns(ROUNDS, {
      gatehouse: () => timed(() => call('accounts.alike', { id: next() })),
      bare: () => timed(() => same.all(next())),
    });
    database.close();
    await application.stop();
    return [
      { work: 'one person’s page, of a million people', unit: 'ms', ...whole },
      { work: 'look-alikes and duplicates of one in a million', unit: 'ms', ...alike },
    ];
  });
}
