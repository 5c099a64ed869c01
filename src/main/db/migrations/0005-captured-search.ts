import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `ALTER TABLE gatehouse_captured_mail ADD COLUMN starred INTEGER NOT NULL DEFAULT 0`,
  // Null until the mail's words can be found; those from before this version follow after a start.
  `ALTER TABLE gatehouse_captured_mail ADD COLUMN searchable_at TEXT`,
  `CREATE INDEX gatehouse_captured_mail_unparsed ON gatehouse_captured_mail (id)
    WHERE parsed_at IS NULL`,
  `CREATE INDEX gatehouse_captured_mail_unsearchable ON gatehouse_captured_mail (id)
    WHERE searchable_at IS NULL`,
  // What a list counts and filters by, so that it never reads past whole mails.
  `CREATE INDEX gatehouse_captured_mail_list ON gatehouse_captured_mail
    (id, deleted_at, read_at, starred, has_attachments, size, received_at)`,
  `CREATE TABLE gatehouse_captured_tag (
    mail_id INTEGER NOT NULL,
    tag TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (mail_id, tag)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX gatehouse_captured_tag_tag ON gatehouse_captured_tag (tag, mail_id)`,
  // Words only: the text itself stays in the mail.
  `CREATE VIRTUAL TABLE gatehouse_captured_words USING fts5 (
    subject, sender, recipients, body, files,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
  )`,
  `CREATE TRIGGER gatehouse_captured_mail_gone AFTER DELETE ON gatehouse_captured_mail BEGIN
    DELETE FROM gatehouse_captured_words WHERE rowid = old.id;
    DELETE FROM gatehouse_captured_tag WHERE mail_id = old.id;
  END`,
];

/** Words, stars and tags of captured mails. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
