import SQLite from 'better-sqlite3';

/**
 * Deletes sign-ups with their rows and keeps what they were, by prepared statements of the driver
 * alone, in one transaction: no rules, no chain, no trash to search.
 *
 * @param file A database of Gatehouse's that nothing else has open.
 * @param ids Whom.
 */
export function bareCleanUp(file: string, ids: readonly number[]): void {
  const database = new SQLite(file);
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  const tables = [
    ['registration_registrationprofile', 'user_id'],
    ['auth_user_groups', 'user_id'],
    ['gatehouse_registration', 'user_id'],
    ['auth_user', 'id'],
  ].map(([table, key]) => ({
    table,
    read: database.prepare(`SELECT * FROM ${table} WHERE ${key} = ?`),
    remove: database.prepare(`DELETE FROM ${table} WHERE ${key} = ?`),
  }));
  const operation = database.prepare(`INSERT INTO gatehouse_operation
    (at, kind, actor, via, accounts, detail) VALUES ('2026-03-01', 'bench', 'eva', 'console', ?, '{}')`);
  const keep = database.prepare(`INSERT INTO gatehouse_operation_change
    (operation_id, account_id, account_name, table_name, row_id, before) VALUES (?, ?, '', ?, ?, ?)`);
  database
    .transaction(() => {
      const { lastInsertRowid } = operation.run(ids.length);
      for (const id of ids) {
        for (const { table, read, remove } of tables) {
          const row = read.get(id);
          if (row === undefined) continue;
          keep.run(lastInsertRowid, id, table, id, JSON.stringify(row));
          remove.run(id);
        }
      }
    })
    .immediate();
  database.close();
}
