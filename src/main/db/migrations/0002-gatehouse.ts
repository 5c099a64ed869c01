import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE gatehouse_setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT`,
  `CREATE TABLE gatehouse_secret (name TEXT NOT NULL PRIMARY KEY, sealed TEXT NOT NULL) STRICT`,
  `CREATE TABLE gatehouse_throttle (
    name TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    blocked_until TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE gatehouse_registration (
    user_id INTEGER NOT NULL PRIMARY KEY,
    key_hash TEXT NOT NULL,
    reissued_at TEXT
  ) STRICT`,
  `CREATE INDEX gatehouse_registration_key_hash ON gatehouse_registration (key_hash)`,
  `CREATE INDEX gatehouse_registration_reissued ON gatehouse_registration (reissued_at)
    WHERE reissued_at IS NOT NULL`,
  `CREATE TABLE gatehouse_rejection (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    username TEXT NOT NULL,
    email TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    rejected_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE gatehouse_operation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    actor_id INTEGER,
    actor TEXT NOT NULL,
    via TEXT NOT NULL,
    accounts INTEGER NOT NULL,
    detail TEXT NOT NULL,
    undo_of INTEGER,
    undone_by INTEGER
  ) STRICT`,
  `CREATE TABLE gatehouse_operation_change (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL REFERENCES gatehouse_operation (id),
    account_id INTEGER,
    account_name TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    before TEXT,
    after TEXT
  ) STRICT`,
  `CREATE INDEX gatehouse_operation_change_operation
    ON gatehouse_operation_change (operation_id)`,
  `CREATE INDEX gatehouse_operation_change_account ON gatehouse_operation_change (account_id)`,
  `CREATE TABLE gatehouse_outbox (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    idempotency_key TEXT NOT NULL UNIQUE,
    message_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    account_id INTEGER,
    operation_id INTEGER,
    cancelled_by INTEGER,
    envelope_from TEXT NOT NULL,
    envelope_to TEXT NOT NULL,
    subject TEXT NOT NULL,
    raw BLOB NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    next_attempt_at TEXT,
    not_after TEXT,
    lease_owner TEXT,
    lease_until TEXT,
    data_started_at TEXT,
    finished_at TEXT,
    destination TEXT NOT NULL,
    smtp_code INTEGER,
    problem TEXT,
    why TEXT,
    advice TEXT,
    reply TEXT
  ) STRICT`,
  `CREATE INDEX gatehouse_outbox_due ON gatehouse_outbox (next_attempt_at)
    WHERE state IN ('queued', 'deferred')`,
  `CREATE INDEX gatehouse_outbox_state ON gatehouse_outbox (state)`,
  `CREATE INDEX gatehouse_outbox_account ON gatehouse_outbox (account_id, id)`,
  `CREATE INDEX gatehouse_outbox_operation ON gatehouse_outbox (operation_id)`,
  `CREATE INDEX gatehouse_outbox_cancelled ON gatehouse_outbox (cancelled_by)
    WHERE cancelled_by IS NOT NULL`,
  `CREATE TABLE gatehouse_captured_mail (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    received_at TEXT NOT NULL,
    envelope_from TEXT NOT NULL,
    envelope_to TEXT NOT NULL,
    message_id TEXT,
    from_text TEXT NOT NULL,
    to_text TEXT NOT NULL,
    subject TEXT NOT NULL,
    preview TEXT NOT NULL,
    size INTEGER NOT NULL,
    has_attachments INTEGER NOT NULL,
    parsed_at TEXT,
    read_at TEXT,
    deleted_at TEXT,
    raw BLOB NOT NULL
  ) STRICT`,
  `CREATE INDEX gatehouse_captured_mail_message ON gatehouse_captured_mail (message_id)`,
  `CREATE INDEX gatehouse_captured_mail_unread ON gatehouse_captured_mail (id)
    WHERE read_at IS NULL AND deleted_at IS NULL`,
];

/** The tables that are Gatehouse's alone. No foreign key crosses to Django's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
