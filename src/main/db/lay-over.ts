import type SQLite from 'better-sqlite3';

import { profilesWithActivated } from './migrations/adopt-django.ts';
import { insertAll, rehearse } from './rehearse.ts';

/**
 * Lets a Django project's database be read as if it had been opened for writing: what it lacks is
 * laid over it in the temporary schema of this one connection, where SQLite looks for a name first
 * (https://sqlite.org/lang_naming.html). The file stays as it is.
 *
 * @param database A connection that only reads; its `temp_store` must not be changed any more.
 * @throws What `rehearse` throws.
 */
export async function layOver(database: SQLite.Database): Promise<void> {
  const { tables, columns } = await rehearse(database);
  for (const { name, statement, rows } of tables) {
    database.exec(
      statement
        .replace(/^CREATE TABLE /, 'CREATE TEMP TABLE ')
        .replace(/^CREATE VIRTUAL TABLE /, 'CREATE VIRTUAL TABLE temp.'),
    );
    insertAll(database, name, rows);
  }
  if (columns.length > 0) database.exec(profilesWithActivated());
}
