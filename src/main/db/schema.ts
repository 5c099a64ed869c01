import type { Generated } from 'kysely';

import type { DjangoBoolean, DjangoDatetime, DjangoTables } from './django-tables.ts';

/** What Gatehouse knows of a sign-up beyond Django's tables. */
export interface GatehouseRegistration {
  user_id: number;
  /** SHA-256 of the activation key, for finding it: Django's key column has no index. */
  key_hash: string;
  /** When the key was made anew, which moves the deadline; null while it is the first one. */
  reissued_at: DjangoDatetime | null;
  /** What the person wrote on why they want to join, for the reviewer. */
  join_reason: string;
  /** The network address the sign-up came from, or '' for one made by hand. */
  address: string;
  invitation_id: number | null;
}

/** Somebody signed in at the accounts site. */
export interface GatehouseSession {
  id: Generated<number>;
  /** SHA-256 of the cookie's key: the key itself is nowhere. */
  key_hash: string;
  user_id: number;
  /** Ends the session when the password column changes, whoever changes it. */
  auth_tag: string;
  /** The account's flags at the session's last change of id; other flags make another id. */
  privileges: number;
  created_at: DjangoDatetime;
  last_seen_at: DjangoDatetime;
  expires_at: DjangoDatetime;
  address: string;
  user_agent: string;
}

/** Something that happened to an account without changing it: a link fetched, a sign-in. */
export interface GatehouseEvent {
  id: Generated<number>;
  at: DjangoDatetime;
  account_id: number;
  kind: string;
  /** JSON. Never a key or token. */
  detail: string;
}

/** What an administrator wrote down about somebody, as plain text. */
export interface GatehouseNote {
  id: Generated<number>;
  account_id: number;
  text: string;
  author_id: number | null;
  /** The author's name at that time, kept when the account is gone. */
  author: string;
  created_at: DjangoDatetime;
  edited_at: DjangoDatetime | null;
}

export interface GatehouseInvitation {
  id: Generated<number>;
  label: string;
  created_at: DjangoDatetime;
  created_by: string;
  expires_at: DjangoDatetime;
  max_uses: number;
  uses: number;
  revoked_at: DjangoDatetime | null;
}

export interface GatehouseRejection {
  id: Generated<number>;
  username: string;
  email: string;
  reason: string;
  note: string;
  rejected_at: DjangoDatetime;
}

export interface GatehouseOperation {
  id: Generated<number>;
  at: DjangoDatetime;
  kind: string;
  actor_id: number | null;
  actor: string;
  via: string;
  accounts: number;
  /** JSON: what the title needs to know, and the reason given. */
  detail: string;
  undo_of: number | null;
  undone_by: number | null;
  /** When what it deleted was deleted for good; null while it can come back. */
  emptied_at: Generated<DjangoDatetime | null>;
}

/** Somebody who was deleted and can come back: the operation that did it holds their rows. */
export interface GatehouseTrash {
  account_id: number;
  operation_id: number;
  username: string;
  email: string;
  name: string;
  deleted_at: DjangoDatetime;
}

/** A part of an operation in the chain of hashes. */
export interface GatehouseAuditLink {
  id: Generated<number>;
  operation_id: number;
  /** How many accounts and changes the part is about. */
  accounts: number;
  changes: number;
  /** SHA-256 of the changes. */
  digest: string;
  /** SHA-256 of the link before, the operation and this part. */
  hash: string;
}

export interface GatehouseOperationChange {
  id: Generated<number>;
  operation_id: number;
  account_id: number | null;
  account_name: string;
  table_name: string;
  row_id: string;
  /** JSON of the changed columns; null when the row was made. */
  before: string | null;
  /** JSON of the changed columns; null when the row was deleted. */
  after: string | null;
}

export interface GatehouseOutbox {
  id: Generated<number>;
  idempotency_key: string;
  message_id: string;
  kind: string;
  account_id: number | null;
  operation_id: number | null;
  /** The operation that took it out of the queue, which an undo of that puts back. */
  cancelled_by: number | null;
  envelope_from: string;
  envelope_to: string;
  /** Empty while it could not be rendered. */
  subject: string;
  /** The mail's bytes: null until it is first needed, and never another again. */
  raw: Buffer | null;
  /** What it is rendered from; null for a mail that was rendered when it was put here. */
  edition_id: number | null;
  /** JSON of what the template is given. As secret as the bytes: links are in it. */
  variables: string | null;
  from_name: Generated<string>;
  /** Empty for the sender's own address. */
  reply_to: Generated<string>;
  state: string;
  attempts: number;
  created_at: DjangoDatetime;
  next_attempt_at: DjangoDatetime | null;
  /** After this the link inside has ended and sending would only mislead. */
  not_after: DjangoDatetime | null;
  lease_owner: string | null;
  lease_until: DjangoDatetime | null;
  /** Set between the server's 354 and the first byte: from here on a break is uncertain. */
  data_started_at: DjangoDatetime | null;
  finished_at: DjangoDatetime | null;
  destination: string;
  /** The server that a release leaves through; null for mails that leave by what is live. */
  profile: string | null;
  smtp_code: number | null;
  problem: string | null;
  why: string | null;
  advice: string | null;
  reply: string | null;
}

/** A mail's template as somebody saved it. Never changed, never deleted. */
export interface GatehouseTemplateVersion {
  id: Generated<number>;
  kind: string;
  /** Counts from 1 for each kind. */
  number: number;
  subject: string;
  text: string;
  html: string;
  note: string;
  saved_at: DjangoDatetime;
  saved_by: string;
}

/** One state of everything a kind of mail is rendered from. Never changed, never deleted. */
export interface GatehouseTemplateEdition {
  id: Generated<number>;
  hash: string;
  kind: string;
  origin: string;
  /** The number of the version it was made from, or null. */
  version: number | null;
  /** JSON of template texts by their names, the frame and other parts included. */
  files: string;
}

/** One attempt to send a mail of the outbox. */
export interface GatehouseOutboxAttempt {
  id: Generated<number>;
  mail_id: number;
  at: DjangoDatetime;
  /** What it made of the mail. */
  state: string;
  destination: string;
  smtp_code: number | null;
  why: string | null;
  reply: string | null;
  /** What was said, logins masked; never the mail itself. */
  transcript: string;
}

export interface GatehouseCapturedMail {
  id: Generated<number>;
  received_at: DjangoDatetime;
  envelope_from: string;
  envelope_to: string;
  message_id: string | null;
  from_text: string;
  to_text: string;
  subject: string;
  preview: string;
  size: number;
  raw: Buffer;
  has_attachments: DjangoBoolean;
  parsed_at: DjangoDatetime | null;
  read_at: DjangoDatetime | null;
  deleted_at: DjangoDatetime | null;
  client_address: Generated<string>;
  client_hello: Generated<string>;
  tls: string | null;
  auth_user: string | null;
  talk: Generated<string>;
  starred: Generated<DjangoBoolean>;
  /** Why it could not be read, in words. */
  problem: string | null;
  /** Null until its words can be found. */
  searchable_at: DjangoDatetime | null;
}

export interface GatehouseCapturedTag {
  mail_id: number;
  /** The label with letter case folded, by which it is found. */
  tag: string;
  label: string;
}

/** A full text index (FTS5) without contents: what was put in can be matched, not read. */
export interface GatehouseCapturedWords {
  rowid: number;
  subject: string;
  sender: string;
  recipients: string;
  body: string;
  files: string;
}

/** A search of a list under a name, with how the list was arranged. */
export interface GatehouseView {
  id: Generated<number>;
  owner_id: number;
  list: string;
  name: string;
  query: string;
  /** JSON, as the contract's layout of a list. */
  layout: string;
  shared: DjangoBoolean;
  position: number;
  deleted_at: DjangoDatetime | null;
}

/** Every table that the console reads or writes. Django's other tables are only made. */
export interface Schema extends DjangoTables {
  gatehouse_setting: { name: string; value: string };
  gatehouse_secret: { name: string; sealed: string; place: Generated<string> };
  gatehouse_throttle: { name: string; failures: number; blocked_until: DjangoDatetime };
  gatehouse_rate: { name: string; level: number; updated_at: DjangoDatetime };
  gatehouse_session: GatehouseSession;
  gatehouse_event: GatehouseEvent;
  gatehouse_invitation: GatehouseInvitation;
  gatehouse_note: GatehouseNote;
  gatehouse_registration: GatehouseRegistration;
  gatehouse_rejection: GatehouseRejection;
  gatehouse_operation: GatehouseOperation;
  gatehouse_operation_change: GatehouseOperationChange;
  gatehouse_trash: GatehouseTrash;
  gatehouse_audit_link: GatehouseAuditLink;
  gatehouse_outbox: GatehouseOutbox;
  gatehouse_outbox_attempt: GatehouseOutboxAttempt;
  /** Which version of a mail's template is in use, by the kind's name. */
  gatehouse_template: { name: string; version: number };
  gatehouse_template_version: GatehouseTemplateVersion;
  gatehouse_template_edition: GatehouseTemplateEdition;
  gatehouse_captured_mail: GatehouseCapturedMail;
  gatehouse_captured_tag: GatehouseCapturedTag;
  gatehouse_captured_words: GatehouseCapturedWords;
  gatehouse_view: GatehouseView;
  gatehouse_list_layout: { account_id: number; list: string; layout: string };
}
