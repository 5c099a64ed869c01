import { readFileSync } from 'node:fs';

import SQLite from 'better-sqlite3';

export interface BareActivation {
  readonly activate: () => void;
  readonly undo: () => void;
  readonly close: () => void;
}

const MAIL = readFileSync(new URL('../../eml/p29-golden-activation.eml', import.meta.url));
const AT = '2026-03-01 12:00:00';

/**
 * The rows that an activation and its undo write, written by the driver alone: no rules, no
 * rendering, values known beforehand, each way one transaction of prepared statements.
 *
 * @param file A database of Gatehouse's that nothing else has open.
 */
export function createBareActivation(file: string, size: number): BareActivation {
  const database = new SQLite(file);
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  const ids = database
    .prepare('SELECT id FROM auth_user WHERE is_active = 0 ORDER BY id LIMIT ?')
    .pluck()
    .all(size) as number[];
  const { logged, flags, mail, cancel } = prepare(database);
  let mails = 0;

  function write(active: 0 | 1): void {
    const operation = logged.operation.run(AT, size).lastInsertRowid;
    for (const id of ids) {
      flags.user.run(active, id);
      flags.profile.run(active, id);
      const before = JSON.stringify({ is_active: 1 - active });
      const after = JSON.stringify({ is_active: active });
      logged.change.run(operation, id, `person${id}`, 'auth_user', id, before, after);
      logged.change.run(operation, id, `person${id}`, 'registration', id, before, after);
      logged.admin.run(AT, String(id), `person${id}`, ids[0]);
      if (active === 0) continue;
      mails += 1;
      mail.run(`<${mails}@bench.example>`, `<${mails}@bench.example>`, id, operation, MAIL, AT, AT);
    }
    if (active === 0) cancel.run();
  }

  const activate = database.transaction(() => write(1));
  const undo = database.transaction(() => write(0));
  return {
    activate: () => activate.immediate(),
    undo: () => undo.immediate(),
    close: () => void database.close(),
  };
}

function prepare(database: SQLite.Database) {
  return {
    logged: {
      operation: database.prepare(`INSERT INTO gatehouse_operation
        (at, kind, actor, via, accounts, detail) VALUES (?, 'bench', 'eva', 'console', ?, '{}')`),
      change: database.prepare(`INSERT INTO gatehouse_operation_change
        (operation_id, account_id, account_name, table_name, row_id, before, after)
        VALUES (?, ?, ?, ?, ?, ?, ?)`),
      admin: database.prepare(`INSERT INTO django_admin_log
        (action_time, object_id, object_repr, change_message, user_id, action_flag)
        VALUES (?, ?, ?, '[{"changed": {"fields": ["Active"]}}]', ?, 2)`),
    },
    flags: {
      user: database.prepare('UPDATE auth_user SET is_active = ? WHERE id = ?'),
      profile: database.prepare(
        'UPDATE registration_registrationprofile SET activated = ? WHERE user_id = ?',
      ),
    },
    mail: database.prepare(`INSERT INTO gatehouse_outbox
      (idempotency_key, message_id, kind, account_id, operation_id, envelope_from, envelope_to,
        subject, raw, state, attempts, created_at, next_attempt_at, destination)
      VALUES (?, ?, 'activated', ?, ?, 'noreply@site.example', 'person@people.example',
        'Your account is active', ?, 'queued', 0, ?, ?, '')`),
    cancel: database.prepare(`UPDATE gatehouse_outbox
      SET state = 'cancelled', next_attempt_at = NULL WHERE state = 'queued'`),
  };
}
