import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE gatehouse_session (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    key_hash TEXT NOT NULL UNIQUE,
    user_id INTEGER NOT NULL,
    auth_tag TEXT NOT NULL,
    privileges INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX gatehouse_session_user ON gatehouse_session (user_id)`,
  `CREATE INDEX gatehouse_session_expires ON gatehouse_session (expires_at)`,
  `CREATE TABLE gatehouse_rate (
    name TEXT NOT NULL PRIMARY KEY,
    level REAL NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE gatehouse_event (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    account_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX gatehouse_event_account ON gatehouse_event (account_id, id)`,
  `CREATE TABLE gatehouse_invitation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    max_uses INTEGER NOT NULL,
    uses INTEGER NOT NULL,
    revoked_at TEXT
  ) STRICT`,
  `ALTER TABLE gatehouse_registration ADD COLUMN join_reason TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE gatehouse_registration ADD COLUMN address TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE gatehouse_registration ADD COLUMN invitation_id INTEGER`,
  // Names and addresses are looked up whatever their letter case; Django's own indexes mind it.
  `CREATE INDEX gatehouse_user_username ON auth_user (username COLLATE NOCASE)`,
  `CREATE INDEX gatehouse_user_email ON auth_user (email COLLATE NOCASE)`,
  // What was open or closed is now one of four policies.
  `UPDATE gatehouse_setting SET value = json_remove(
      json_set(value, '$.policy', iif(value ->> '$.open' = 0, 'closed', 'open')), '$.open')
    WHERE name = 'registration' AND value ->> '$.open' IS NOT NULL`,
];

/** What the accounts site keeps: sessions, limits, events, invitations. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
